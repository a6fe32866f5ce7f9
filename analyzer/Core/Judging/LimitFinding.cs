using CanaryMesh.Analyzer.Analysis;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>What the canary's requests of a trial say of one limit: how many of them were beyond it, and whether that shows it broken.</summary>
public sealed record LimitFinding(CheckLimit Limit, long Events, long Requests, bool IsShownBroken);
