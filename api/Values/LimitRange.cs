namespace CanaryMesh.Api.Values;

/// <summary>Ranges of the built-in checks that are one limit on requests: each of them is within it or beyond it. Only of such can requests show
/// that it is broken.</summary>
public static class LimitRange
{
    /// <summary>The least share of requests that must not fail, above 0 and below 100 percent; null where the range is another. No share is above 100.</summary>
    public static double? OfRate(double? min, double? max) => min is > 0 and < 100 && max is null or >= 100 ? min : null;

    /// <summary>The longest that a request may take, in milliseconds; null where the range is another. No time is below 0.</summary>
    public static double? OfDuration(double? min, double? max) => max is > 0 and var most && min is null or <= 0 && double.IsFinite(most) ? max : null;
}
