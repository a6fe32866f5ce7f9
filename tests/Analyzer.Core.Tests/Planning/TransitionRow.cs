using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>In this phase and situation, with this verdict: that phase and reason, doing this.</summary>
public sealed record TransitionRow(
    RolloutPhase Phase, string Situation, Verdict Verdict, RolloutPhase Next, RolloutReason Reason, string Does)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Phase}, {Situation}, {Verdict} → {Next}";
}
