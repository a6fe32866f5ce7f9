namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>One check: a built-in by name, an inline query or a template.</summary>
public sealed record CanaryMetric : Extensible
{
    /// <summary>Name; request-success-rate and request-duration are built in.</summary>
    public required string Name { get; init; }

    /// <summary>Time span of the query; null means 1m.</summary>
    public string? Interval { get; init; }

    /// <summary>Flagger's older single limit: smallest success rate, largest value otherwise.</summary>
    public decimal? Threshold { get; init; }

    /// <summary>Inclusive limits; win over <see cref="Threshold"/>.</summary>
    public ThresholdRange? ThresholdRange { get; init; }

    /// <summary>Inline Prometheus query.</summary>
    public string? Query { get; init; }

    /// <summary>A MetricTemplate.</summary>
    public NamedReference? TemplateRef { get; init; }

    /// <summary>Variables of the query.</summary>
    public IReadOnlyDictionary<string, string>? TemplateVariables { get; init; }
}

/// <summary>Inclusive limits of a check, in the unit of its query.</summary>
public sealed record ThresholdRange : Extensible
{
    /// <summary>Smallest value that passes.</summary>
    public decimal? Min { get; init; }

    /// <summary>Largest value that passes.</summary>
    public decimal? Max { get; init; }
}
