using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Pacing;

/// <summary>Proof at one weight that the canary is not worse, in errors and in latency at every level; fresh with each step.</summary>
internal sealed class StepProof
{
    private readonly Proof errors = new(Margin.Proof);
    private readonly LatencyEvidence latency;

    public StepProof(long[] past)
    {
        latency = new(past.Length, LatencyRule.FineProof);
        latency.Remember(past);
    }

    public bool IsThere => errors.IsShown && latency.LeastLogValue >= Proof.LogLevel;

    public void Add(Counts failed, (long[] Canary, long[] Primary) slowness, double weight)
    {
        errors.Add(failed.CanaryErrors, failed.PrimaryErrors, failed.Total * weight, failed.Total * (1 - weight));
        var requests = slowness.Canary.Sum() + slowness.Primary.Sum();
        latency.Add(slowness.Canary, slowness.Primary, requests * weight, requests * (1 - weight));
    }

    public void BeginWeight()
    {
        errors.BeginWeight();
        latency.Reset();
    }
}
