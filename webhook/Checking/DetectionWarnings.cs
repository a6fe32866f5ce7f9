using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Annotations;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Webhook.Checking;

/// <summary>A plan whose comparison will notice nothing useful at the target's usual traffic, which the analyzer keeps in the status. Where
/// nothing has been counted yet, nothing is said.</summary>
internal static class DetectionWarnings
{
    private const string Path = "spec.analysis";

    public static void Find(JsonObject canary, JsonObject? old, Findings found)
    {
        if (found.Faults.Count == 0
            && Number(old, "requestsPerSecond") is { } perSecond && Number(old, "errorPercent") is { } percent
            && AnalysisOf(canary) is { } analysis && IsCompared(canary, analysis)
            && PlanForecast.Warning(Steps(analysis), perSecond, percent / 100) is { } sentence)
        {
            found.Warn(Path, sentence);
        }
    }

    // By users there are no requests to foretell from.
    private static bool IsCompared(JsonObject canary, CanaryAnalysis analysis) =>
        (AnnotationRules.Legal(canary, AnnotationNames.Judge) ?? analysis.Judge) is not "off" && analysis is { SessionAffinity: null, Stickiness: null };

    private static List<PlannedStep> Steps(CanaryAnalysis analysis)
    {
        var interval = Durations.Parse(analysis.Interval) ?? TimeSpan.FromMinutes(1);
        List<PlannedStep> steps = [.. StepLadder.Of(analysis).Select(weight => new PlannedStep(weight, interval))];
        return (analysis.Iterations ?? 0) - steps.Count is > 0 and var more && steps.Count > 0 ? [.. steps, new(steps[^1].Weight, more * interval)] : steps;
    }

    private static CanaryAnalysis? AnalysisOf(JsonObject canary)
    {
        try
        {
            return canary.At("spec", "analysis").Deserialize(ResourceJson.Default.CanaryAnalysis);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static double? Number(JsonObject? old, string field) => Findings.NumberOf(old.At("status", "traffic", field)) is { } number and >= 0 ? (double)number : null;
}
