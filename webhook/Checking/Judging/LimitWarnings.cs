using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Webhook.Checking.Judging;

/// <summary>Ranges of built-in checks that limits: evidence does not reach: requests can only show one limit to be broken.</summary>
internal static class LimitWarnings
{
    public static void Find(JsonObject analysis, string path, Findings found)
    {
        var metrics = analysis.At("metrics") as JsonArray ?? [];
        for (var index = 0; index < metrics.Count; index++)
        {
            if (metrics[index] is JsonObject metric && Legal(metric) is { } legal)
            {
                var field = metric.At("thresholdRange") is null ? "threshold" : "thresholdRange";
                found.Warn(string.Create(CultureInfo.InvariantCulture, $"{path}.metrics[{index}].{field}"), $"each failed window of it counts in spite of limits: evidence, which reads only {legal}");
            }
        }
    }

    // Null where the check can be shown broken, or cannot fail at all.
    private static string? Legal(JsonObject metric)
    {
        var (isRate, isDuration) = (metric.Text("name") is CanaryDefaults.SuccessRateCheck, metric.Text("name") is CanaryDefaults.RequestDurationCheck);
        var (min, max) = (Bound(metric, "min", isRate), Bound(metric, "max", isDuration));
        return isRate && (min > 0 || max < 100) && LimitRange.OfRate(min, max) is null ? "a min above 0 and below 100 without a max below 100"
            : isDuration && (min > 0 || max is not null) && LimitRange.OfDuration(min, max) is null ? "a max above 0 without a min above 0"
            : null;
    }

    // Flagger's threshold is the one bound that the check's meaning asks for.
    private static double? Bound(JsonObject metric, string side, bool isOwnSide) =>
        (double?)(metric.At("thresholdRange") is { } range ? Findings.NumberOf(range.At(side)) : isOwnSide ? Findings.NumberOf(metric.At("threshold")) : null);
}
