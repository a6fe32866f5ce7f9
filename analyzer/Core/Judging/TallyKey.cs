using CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Under which circumstances requests were drawn and counted; the weight is the one in force at the draw, percent.</summary>
public readonly record struct TallyKey(Side Side, Route Route, string Version, PolicyStamp Policy, int Weight);
