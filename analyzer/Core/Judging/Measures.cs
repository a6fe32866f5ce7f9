namespace CanaryMesh.Analyzer.Judging;

/// <summary>What is compared: errors, and how many requests are slower than the primary's own quantiles.</summary>
internal static class Measures
{
    public const string Errors = "errors";

    /// <summary>Quantiles of the primary's latency, and their names.</summary>
    public static readonly IReadOnlyList<(double Quantile, string Name)> Levels = [(0.5, "p50"), (0.9, "p90"), (0.99, "p99")];

    /// <summary>Where in the levels those begin that a proof is asked of.</summary>
    public const int FirstProven = 1;
}
