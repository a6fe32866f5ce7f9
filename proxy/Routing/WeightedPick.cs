namespace CanaryMesh.Proxy.Routing;

internal static class WeightedPick
{
    /// <summary>Whether a roll of 0–99 falls into the canary's share of 0–100.</summary>
    public static bool IsCanary(uint weight, int roll) => roll < weight;

    /// <summary>Power of two choices: the less busy of two backends; equal rolls name one backend twice. One that could not be reached just now
    /// is left out; null if none could.</summary>
    public static Backend? LessBusy(ReadOnlySpan<Backend> backends, int firstRoll, int secondRoll)
    {
        var first = backends[firstRoll];
        var second = backends[secondRoll];
        var (chosen, other) = second.InFlight < first.InFlight ? (second, first) : (first, second);
        return !chosen.IsLost ? chosen
            : !other.IsLost ? other
            : Reachable(backends, (firstRoll * backends.Length) + secondRoll);
    }

    // Counted among those that can be reached: the neighbour of a lost one, or the first of all, must not get the share of all that are lost.
    private static Backend? Reachable(ReadOnlySpan<Backend> backends, int roll)
    {
        var reachable = 0;
        foreach (var each in backends)
        {
            reachable += each.IsLost ? 0 : 1;
        }

        var skip = reachable == 0 ? 0 : roll % reachable;
        foreach (var each in backends)
        {
            if (!each.IsLost && skip-- == 0)
            {
                return each;
            }
        }

        return null;
    }
}
