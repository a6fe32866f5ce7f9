namespace CanaryMesh.Analyzer.Judging;

/// <summary>What so many proxies counted of their own requests until each shut the canary out: failures of the canary, of the primary, and the
/// requests of both.</summary>
public sealed record Ejection(int Proxies, long CanaryFailed, long PrimaryFailed, long Requests);
