using CanaryMesh.Bench.Judge.Draws;

namespace CanaryMesh.Bench.Judge.Traffic;

/// <summary>An error of a user who is hashed to a side, and whether it is this user's first.</summary>
internal readonly record struct UserError(int Second, bool OnCanary, bool First)
{
    private const int Users = 2000;

    /// <summary>Users are hashed to a side once; a share of them, broken clients, makes all the errors.</summary>
    public static IReadOnlyList<UserError> Draw(Xoshiro draws, double perSecond, double weight, double broken, double rate)
    {
        var onCanary = new bool[Users];
        List<int> failing = [];
        for (var user = 0; user < Users; user++)
        {
            onCanary[user] = draws.Happens(weight);
            if (draws.Happens(broken))
            {
                failing.Add(user);
            }
        }

        HashSet<int> seen = [];
        List<UserError> errors = [];
        var arrivals = Poisson.Of(perSecond * rate);
        for (var second = 0; second < Recordings.HalfAnHour && failing.Count > 0; second++)
        {
            for (var left = arrivals.Draw(draws); left > 0; left--)
            {
                var user = failing[draws.Below(failing.Count)];
                errors.Add(new(second, onCanary[user], seen.Add(user)));
            }
        }

        return errors;
    }
}
