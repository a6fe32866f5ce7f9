namespace CanaryMesh.Proxy.Routing;

internal static class WeightedPick
{
    /// <summary>Whether a roll of 0–99 falls into the canary's share of 0–100.</summary>
    public static bool IsCanary(uint weight, int roll) => roll < weight;

    /// <summary>Power of two choices: the less busy of two backends; equal rolls name one backend twice.</summary>
    public static Backend LessBusy(ReadOnlySpan<Backend> backends, int firstRoll, int secondRoll)
    {
        var first = backends[firstRoll];
        var second = backends[secondRoll];
        return second.InFlight < first.InFlight ? second : first;
    }
}
