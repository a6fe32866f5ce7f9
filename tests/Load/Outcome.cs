namespace CanaryMesh.Load;

/// <summary>How one request ended. Lost is set when no answer of the app came back, whatever else did.</summary>
public sealed record Outcome(DateTimeOffset SentAt, TimeSpan Took, string Method, int? Status, string? Version, string? Lost)
{
    public int? LocalPort { get; init; }

    public DateTimeOffset EndedAt => SentAt + Took;

    public bool Failed => Lost is null && Status >= 500;
}
