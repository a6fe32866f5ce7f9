using System.Globalization;

namespace CanaryMesh.LoadTester.Load;

/// <summary>A result in one line.</summary>
internal static class LoadLine
{
    public static string Of(LoadResult result)
    {
        var failures = LoadOutcomes.All.Where(each => each is not LoadOutcome.Ok && result.Of(each) > 0)
            .Select(each => string.Create(CultureInfo.InvariantCulture, $"{result.Of(each)} {LoadOutcomes.Words(each)}")).ToList();
        string[] parts =
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Sent} requests in {result.Elapsed.TotalSeconds:0.0} s ({result.PerSecond:0.0}/s): {result.Of(LoadOutcome.Ok)} ok"),
            string.Create(CultureInfo.InvariantCulture, $", {result.Sent - result.Of(LoadOutcome.Ok)} failed"),
            failures.Count > 0 ? $" ({string.Join(", ", failures)})" : "",
            result.NotSent > 0 ? string.Create(CultureInfo.InvariantCulture, $", {result.NotSent} not sent in time") : "",
            result.Answered > 0 ? $"; p50 {Time(result, 0.50)}, p95 {Time(result, 0.95)}, p99 {Time(result, 0.99)}" : "",
        ];
        return string.Concat(parts);
    }

    private static string Time(LoadResult result, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{result.Quantiles[share].TotalMilliseconds:0.0} ms");
}
