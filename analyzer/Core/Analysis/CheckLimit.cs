namespace CanaryMesh.Analyzer.Analysis;

/// <summary>The limit of a built-in check as a share of requests: so many may fail, or be slower than the bound.</summary>
public sealed record CheckLimit(CheckKind Kind, double Bound)
{
    // The check reads the 99th percentile.
    private const double MaySlow = 0.01;

    /// <summary>Events per request that the limit allows; above 0, below 1.</summary>
    public double Tolerated => Kind is CheckKind.SuccessRate ? 1 - (Bound / 100) : MaySlow;

    /// <summary>Null where the check has no such limit, or one that allows nothing or everything.</summary>
    public static CheckLimit? Of(MetricCheck check) => check switch
    {
        { Kind: CheckKind.SuccessRate, Min: > 0 and < 100 and var min, Max: null } => new(CheckKind.SuccessRate, min),
        { Kind: CheckKind.RequestDuration, Max: > 0 and var max, Min: null } when double.IsFinite(max) => new(CheckKind.RequestDuration, max),
        _ => null,
    };
}
