namespace CanaryMesh.Load;

/// <summary>A request that no version of the app answered.</summary>
public sealed record LostRequest(DateTimeOffset SentAt, double TookMilliseconds, string Method, string Reason)
{
    /// <summary>The port that its connection came from; null if there was none.</summary>
    public int? LocalPort { get; init; }

    public DateTimeOffset EndedAt => SentAt.AddMilliseconds(TookMilliseconds);
}
