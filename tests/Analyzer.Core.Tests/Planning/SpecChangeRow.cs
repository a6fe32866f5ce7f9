using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>A Canary changed in mid-run, at a weight and with a verdict: what is done, and the reason.</summary>
public sealed record SpecChangeRow(
    string Name, int Weight, Func<RolloutSpec, RolloutSpec> Change, Verdict Verdict, string Does, RolloutReason Reason, RolloutPhase Phase = RolloutPhase.Progressing)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}, at {Weight}, {Verdict}";
}
