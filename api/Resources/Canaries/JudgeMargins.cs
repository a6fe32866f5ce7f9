namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>How much worse than the primary a version may be before the comparison stands against it.</summary>
public sealed record JudgeMargins : Extensible
{
    /// <summary>Of errors.</summary>
    public ErrorMargins? Errors { get; init; }
}
