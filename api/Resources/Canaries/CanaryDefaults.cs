namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>What a Canary is when a Deployment has nothing but the annotation.</summary>
public static class CanaryDefaults
{
    /// <summary>Name of the built-in check of the share of answers below 500, in percent.</summary>
    public const string SuccessRateCheck = "request-success-rate";

    /// <summary>Name of the built-in check of the 99th percentile, in milliseconds.</summary>
    public const string RequestDurationCheck = "request-duration";

    /// <summary>Time between two ticks.</summary>
    public const string Interval = "15s";

    /// <summary>Failed checks before rollback.</summary>
    public const int Threshold = 3;

    /// <summary>Weight added per step, in percent.</summary>
    public const int StepWeight = 10;

    /// <summary>Weight that ends the ramp, in percent.</summary>
    public const int MaxWeight = 50;

    /// <summary>Smallest success rate, in percent.</summary>
    public const decimal SuccessRate = 99;

    /// <summary>Largest 99th percentile, in milliseconds.</summary>
    public const decimal RequestDuration = 500;

    /// <summary>What the comparison may do.</summary>
    public const string Judge = "strict";

    /// <summary>What takes a step.</summary>
    public const string Pace = "proof";

    /// <summary>What a failed check means that the primary fails as well.</summary>
    public const string SharedCause = "hold";

    /// <summary>What a failed built-in check is.</summary>
    public const string Limits = "evidence";

    /// <summary>How sure the comparison must be.</summary>
    public const string Preset = "standard";

    /// <summary>How many times the primary's errors are tolerated.</summary>
    public const decimal ErrorRatio = 1.1m;

    /// <summary>How many percentage points of errors are tolerated beyond that.</summary>
    public const decimal ErrorPoints = 0.02m;

    /// <summary>Time span of the built-in checks.</summary>
    public const string MetricInterval = "1m";

    /// <summary>Seconds in which a side must become ready.</summary>
    public const int ProgressDeadlineSeconds = 600;

    /// <summary>The inferred analysis.</summary>
    public static CanaryAnalysis Analysis { get; } = new()
    {
        Interval = Interval,
        Threshold = Threshold,
        StepWeight = StepWeight,
        MaxWeight = MaxWeight,
        Judge = Judge,
        Pace = Pace,
        SharedCause = SharedCause,
        Limits = Limits,
        Preset = Preset,
        Calm = false,
        Margins = new() { Errors = new() { Ratio = ErrorRatio, Points = ErrorPoints } },
        Metrics =
        [
            new() { Name = SuccessRateCheck, Interval = MetricInterval, ThresholdRange = new() { Min = SuccessRate } },
            new() { Name = RequestDurationCheck, Interval = MetricInterval, ThresholdRange = new() { Max = RequestDuration } },
        ],
    };

    /// <summary>The inferred spec for a Deployment; its Services are found by their selectors.</summary>
    public static CanarySpec SpecFor(string deployment) => new()
    {
        TargetRef = new() { ApiVersion = "apps/v1", Kind = "Deployment", Name = deployment },
        Analysis = Analysis,
    };
}
