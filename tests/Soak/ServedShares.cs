using CanaryMesh.Load;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Soak;

/// <summary>What a version served in each part of its turn, those between trials included.</summary>
internal static class ServedShares
{
    // The watch is read every 0.2 s, and requests count by when they were sent.
    private static readonly TimeSpan Seen = TimeSpan.FromMilliseconds(500);

    public static IEnumerable<string> Faults(Turn turn, LoadCounts counts, DateTimeOffset nextTurn) =>
        Stretches(turn, counts, nextTurn).Select(stretch => stretch.Fault).OfType<string>()
            .Concat(MeasuredStep.Of(turn.Steps, counts, turn.Version)
                .Where(step => step.Share > step.Asked + step.Allowed)
                .Select(step => $"a step served more than its weight: {step}"));

    private static IEnumerable<Stretch> Stretches(Turn turn, LoadCounts counts, DateTimeOffset nextTurn)
    {
        yield return Of("before its trial", turn, counts, turn.SetAt, turn.OnTrialAt - Seen, 0);
        if (turn.Steps.Count > 0)
        {
            yield return Of("on trial", turn, counts, turn.SetAt, turn.Steps[^1].To ?? turn.JudgedAt, turn.Steps.Max(step => step.Weight));
        }

        yield return Of(turn.IsPromoted ? "promoted" : "refused", turn, counts, turn.JudgedAt + Seen, nextTurn, turn.IsPromoted ? 100 : 0);
    }

    private static Stretch Of(string name, Turn turn, LoadCounts counts, DateTimeOffset from, DateTimeOffset to, int percent)
    {
        var (all, byCandidate) = counts.Between(from, to, turn.Version);
        return new Stretch($"{turn.Version} {name}", percent, all, counts.Between(from, to, turn.Primary).OfVersion, byCandidate);
    }
}
