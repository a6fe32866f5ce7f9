using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Comparison;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>What the canary's requests of a trial say of one limit: how many of them were beyond it, and whether that shows it broken.</summary>
public sealed record LimitFinding(CheckLimit Limit, long Events, long Requests, bool IsShownBroken)
{
    /// <summary>The check's window has requests of pods that were warming up, whose times count for nothing here.</summary>
    public bool HasWarmUp { get; init; }

    /// <summary>The ordinary chance (0 to 1) of so many in a version that is just at the limit.</summary>
    public double Chance => OrdinaryChance.Of(Events, [new(Requests, Limit.Tolerated)]);
}
