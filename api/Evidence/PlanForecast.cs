using System.Globalization;

namespace CanaryMesh.Api.Evidence;

/// <summary>What a plan of steps will notice at a service's usual traffic.</summary>
public static class PlanForecast
{
    /// <summary>The requests of the steps that are compared: at a weight with one side alone there is nothing to compare.</summary>
    public static IReadOnlyList<WeightedRequests> Requests(IEnumerable<PlannedStep> steps, double requestsPerSecond) =>
        [.. steps.Where(step => step.Weight is > 0 and < 100).Select(step => new WeightedRequests(step.Weight / 100.0, requestsPerSecond * step.Time.TotalSeconds))];

    /// <summary>The sentence about a plan that notices nothing useful: what it will not notice, and what helps. Null if it does, or compares nothing.</summary>
    public static string? Warning(IReadOnlyList<PlannedStep> steps, double requestsPerSecond, double errors, double alpha = 0.01)
    {
        var run = Requests(steps, requestsPerSecond);
        var limit = DetectionLimit.Of(Margin.Errors, run, errors, alpha);
        return run.Count == 0 || limit.IsUseful
            ? null
            : $"at {Digits(requestsPerSecond)} req/s and {Weights(run)} this {Length(steps)} canary will not notice {Missed(limit)}; larger weights or longer steps notice more";
    }

    private static string Missed(DetectionLimit limit) => limit switch
    {
        { Rate: null } => "even a version that fails every request",
        { Times: { } times } => $"less than {Digits(times)} times more errors ({Digits(100 * limit.Rate.Value)} % instead of {Digits(100 * limit.Primary)} %)",
        _ => $"less than {Digits(100 * limit.Rate.Value)} % errors",
    };

    private static string Weights(IReadOnlyList<WeightedRequests> run)
    {
        var (least, most) = (run.Min(each => each.Weight) * 100, run.Max(each => each.Weight) * 100);
        return least == most ? $"{Digits(least)} %" : $"{Digits(least)} to {Digits(most)} %";
    }

    private static string Length(IReadOnlyList<PlannedStep> steps)
    {
        var seconds = steps.Sum(step => step.Time.TotalSeconds);
        return seconds < 90 ? $"{Digits(seconds)}-second" : $"{Digits(seconds / 60)}-minute";
    }

    private static string Digits(double number) => TwoDigits.Of(number).ToString("0.#########", CultureInfo.InvariantCulture);
}
