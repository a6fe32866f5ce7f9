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
        var chosen = second.InFlight < first.InFlight ? second : first;
        return chosen.IsLost ? Reachable(backends) : chosen;
    }

    private static Backend? Reachable(ReadOnlySpan<Backend> backends)
    {
        foreach (var each in backends)
        {
            if (!each.IsLost)
            {
                return each;
            }
        }

        return null;
    }
}
