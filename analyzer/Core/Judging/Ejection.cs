namespace CanaryMesh.Analyzer.Judging;

/// <summary>What proxies counted of their own requests until each shut the canary out, taken together: failures of the canary, of the primary,
/// and the requests of both.</summary>
public sealed record Ejection(long CanaryFailed, long PrimaryFailed, long Requests);
