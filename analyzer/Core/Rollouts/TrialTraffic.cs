namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>Requests that the proxies counted on either side in the time that a look covers.</summary>
public sealed record TrialTraffic(long Canary, long Primary, TimeSpan Span);
