namespace CanaryMesh.Analyzer.Analysis;

/// <summary>What a check reads.</summary>
public enum CheckKind
{
    /// <summary>Share of requests that did not fail, percent.</summary>
    SuccessRate,

    /// <summary>99th percentile of the latency, milliseconds.</summary>
    RequestDuration,
}

/// <summary>One criterion. Bounds are inclusive; null is no bound.</summary>
public sealed record MetricCheck(string Name, CheckKind Kind, double? Min, double? Max, TimeSpan Window);
