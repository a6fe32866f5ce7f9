namespace CanaryMesh.Analyzer.Routing;

/// <summary>What a route says, and whether it is what we wrote.</summary>
internal sealed record RouteReading
{
    /// <summary>There is such an object.</summary>
    public bool Exists { get; init; }

    /// <summary>It carries our mark: we wrote it at least once.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Share of the version on trial by the weights as they stand, percent; null if no rule splits.</summary>
    public int? Weight { get; init; }

    /// <summary>Share of the requests that are mirrored, percent.</summary>
    public int Mirror { get; init; }

    /// <summary>Who changed what we wrote of the split, in a sentence: what it says, and what we had written. Null if nobody did.</summary>
    public string? ForeignEdit { get; init; }

    /// <summary>Why the weights have no effect although they are written; null if nothing hinders them.</summary>
    public string? Hindrance { get; init; }
}
