namespace CanaryMesh.Analyzer.Control;

/// <summary>Each proxy is to watch the canary by itself. A version that a proxy ejected under a smaller admission is admitted again.</summary>
internal sealed record GuardOrder(ulong Admission = 0);
