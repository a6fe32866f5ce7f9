namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>How many more errors than the primary's are tolerated.</summary>
public sealed record ErrorMargins : Extensible
{
    /// <summary>So many times as many, from 1 on; null means 1.1.</summary>
    public decimal? Ratio { get; init; }

    /// <summary>And so many percentage points of the requests more; null means 0.02.</summary>
    public decimal? Points { get; init; }
}
