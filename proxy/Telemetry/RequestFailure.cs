namespace CanaryMesh.Proxy.Telemetry;

/// <summary>A failed or slow request, as kept for the record: never headers, bodies or the query.</summary>
internal sealed record RequestFailure(
    long Sequence,
    DateTimeOffset At,
    string Method,
    string Path,
    int Status,
    long DurationMicroseconds,
    string Pod,
    string TraceId,
    bool OnCanary);
