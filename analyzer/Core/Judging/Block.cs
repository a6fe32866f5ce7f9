namespace CanaryMesh.Analyzer.Judging;

/// <summary>Counts of both sides at one weight, and the exposures by which they are compared.</summary>
public sealed record Block(int Weight, BlockSide Canary, BlockSide Primary)
{
    /// <summary>All of it was drawn in the present step.</summary>
    public bool IsOfStep { get; init; }

    /// <summary>Events of the canary, bursts divided.</summary>
    public double X { get; init; }

    /// <summary>Events of the primary.</summary>
    public double Y { get; init; }

    /// <summary>The canary's exposure; 0 where there is nothing to compare.</summary>
    public double A { get; init; }

    /// <summary>The primary's exposure.</summary>
    public double B { get; init; }

    /// <summary>The canary's exposure to slow answers.</summary>
    public double SlowA { get; init; }

    /// <summary>The primary's exposure to slow answers.</summary>
    public double SlowB { get; init; }

    /// <summary>Of how many requests one counts.</summary>
    public int Burst { get; init; } = 1;

    /// <summary>What the exposures are.</summary>
    public Exposure Exposure { get; init; }

    /// <summary>The newest policy of it.</summary>
    public PolicyStamp Newest { get; init; }

    /// <summary>What was drawn.</summary>
    public SplitUnit Unit { get; init; }
}
