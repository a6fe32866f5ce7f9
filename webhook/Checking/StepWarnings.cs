using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking;

/// <summary>Steps that are legal and may not do what was meant.</summary>
internal static class StepWarnings
{
    private const string Path = "spec.analysis.iterations";

    public static void Find(JsonObject analysis, Findings found)
    {
        if (Findings.WholeOf(analysis.At("iterations")) is > 0 and var iterations && !HasWeights(analysis) && IsBuiltIn(analysis) && !HasTraffic(analysis))
        {
            found.Warn(Path, $"{iterations} without weights: no request reaches the version while it is checked, so the built-in checks have no value; write mirror: true, a match, or a webhook that sends load to it");
        }
    }

    private static bool HasWeights(JsonObject analysis) =>
        Findings.WholeOf(analysis.At("stepWeight")) > 0 || analysis.At("stepWeights") is JsonArray { Count: > 0 };

    private static bool IsBuiltIn(JsonObject analysis) =>
        analysis.Objects("metrics").Any(metric => metric.Text("name") is CanaryDefaults.SuccessRateCheck or CanaryDefaults.RequestDurationCheck);

    private static bool HasTraffic(JsonObject analysis) =>
        analysis.Flag("mirror")
        || analysis.At("match") is JsonArray { Count: > 0 }
        || analysis.Objects("webhooks").Any(hook => hook.Text("type") is null or "" or "rollout" or "pre-rollout");
}
