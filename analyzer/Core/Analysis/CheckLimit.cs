using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Analysis;

/// <summary>The limit of a built-in check as a share of requests: so many may fail, or be slower than the bound.</summary>
public sealed record CheckLimit(CheckKind Kind, double Bound)
{
    // The check reads the 99th percentile.
    private const double MaySlow = 0.01;

    /// <summary>Events per request that the limit allows; above 0, below 1.</summary>
    public double Tolerated => Kind is CheckKind.SuccessRate ? 1 - (Bound / 100) : MaySlow;

    /// <summary>Null where the check has no such limit, or one that allows nothing or everything.</summary>
    public static CheckLimit? Of(MetricCheck check) => check.Kind switch
    {
        CheckKind.SuccessRate when LimitRange.OfRate(check.Min, check.Max) is { } min => new(check.Kind, min),
        CheckKind.RequestDuration when LimitRange.OfDuration(check.Min, check.Max) is { } max => new(check.Kind, max),
        _ => null,
    };
}
