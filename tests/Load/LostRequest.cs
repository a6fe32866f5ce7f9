namespace CanaryMesh.Load;

/// <summary>A request that no version of the app answered.</summary>
public sealed record LostRequest(DateTimeOffset SentAt, double TookMilliseconds, string Method, string Reason);
