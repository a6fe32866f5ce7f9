using CanaryMesh.Bench.Judge.Draws;

namespace CanaryMesh.Bench.Judge.Traffic;

/// <summary>A stretch of Poisson arrivals: each request draws its side, outcomes are independent.</summary>
internal sealed class Arrivals
{
    private readonly Poisson? canaryErrors;
    private readonly Poisson? canaryGood;
    private readonly Poisson? primaryErrors;
    private readonly Poisson? primaryGood;

    public Arrivals(double requests, double weight, double canary, double primary)
    {
        canaryErrors = Of(requests * weight * canary);
        canaryGood = Of(requests * weight * (1 - canary));
        primaryErrors = Of(requests * (1 - weight) * primary);
        primaryGood = Of(requests * (1 - weight) * (1 - primary));
    }

    public Counts Draw(Xoshiro draws)
    {
        var bad = canaryErrors?.Draw(draws) ?? 0;
        var good = canaryGood?.Draw(draws) ?? 0;
        var badPrimary = primaryErrors?.Draw(draws) ?? 0;
        var goodPrimary = primaryGood?.Draw(draws) ?? 0;
        return new(bad, bad + good, badPrimary, badPrimary + goodPrimary);
    }

    private static Poisson? Of(double mean) => mean > 0 ? Poisson.Of(mean) : null;
}
