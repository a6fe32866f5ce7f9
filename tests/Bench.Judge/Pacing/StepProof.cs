using CanaryMesh.Api.Evidence;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Pacing;

/// <summary>Proof at one weight that the canary is not worse, in errors and in slow requests; fresh with each step.</summary>
internal sealed class StepProof
{
    private static readonly double Enough = Math.Log(20);

    private readonly Evidence errors = new(StakeGrid.Safe, Margin.Proof, Stake.Whole);
    private readonly Evidence slow = new(StakeGrid.Safe, Margin.Proof, Stake.Whole);

    public bool IsThere => errors.LogValue >= Enough && slow.LogValue >= Enough;

    public void Add(Counts failed, Counts late, double weight)
    {
        Add(errors, failed, weight);
        Add(slow, late, weight);
    }

    public void Reset()
    {
        errors.Reset();
        slow.Reset();
    }

    private static void Add(Evidence evidence, Counts counts, double weight) =>
        evidence.Add(counts.CanaryErrors, counts.PrimaryErrors, counts.Total * weight, counts.Total * (1 - weight));
}
