namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>What a target has to carry, as its proxies counted it until then: requests per second of both sides together, and the primary's
/// errors per request (0–1), both to two digits.</summary>
public sealed record UsualTraffic(double RequestsPerSecond, double Errors, DateTimeOffset At);
