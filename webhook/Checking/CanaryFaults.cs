using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Onboarding;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with a Canary beyond what its schema says.</summary>
internal static class CanaryFaults
{
    private static readonly string[] Weights = ["maxWeight", "stepWeight", "stepWeightPromotion"];
    private static readonly string[] Providers =
        ["canarymesh", "istio", "gatewayapi:v1", "gatewayapi:v1beta1", "kubernetes"];

    public static IReadOnlyList<string> Of(JsonObject canary)
    {
        var spec = canary.At("spec");
        var analysis = spec.At("analysis") ?? spec.At("canaryAnalysis");
        var faults = new List<string>();
        AddTarget(spec, faults);
        if (spec.Text("provider") is { Length: > 0 } provider && !Providers.Contains(provider))
        {
            faults.Add($"spec.provider: \"{AnnotationFaults.Shown(provider)}\" is not supported; supported are {string.Join(", ", Providers)}");
        }

        AddDuration(analysis, "spec.analysis", "interval", faults);
        AddWeights(analysis, faults);
        foreach (var (metric, index) in analysis.Objects("metrics").Select((metric, index) => (metric, index)))
        {
            AddMetric(metric, $"spec.analysis.metrics[{index}]", faults);
        }

        foreach (var (hook, index) in analysis.Objects("webhooks").Select((hook, index) => (hook, index)))
        {
            AddDuration(hook, $"spec.analysis.webhooks[{index}]", "timeout", faults);
        }

        return faults;
    }

    private static void AddTarget(JsonNode? spec, List<string> faults)
    {
        if (spec.Text("targetRef", "kind") is not "Deployment")
        {
            faults.Add($"spec.targetRef.kind: \"{AnnotationFaults.Shown(spec.Text("targetRef", "kind") ?? "")}\" must be Deployment");
        }

        if (string.IsNullOrEmpty(spec.Text("targetRef", "name")))
        {
            faults.Add("spec.targetRef.name: it must be the name of a Deployment in this namespace");
        }

        if (spec.At("service", "port") is { } port && spec.Number("service", "port") is not (>= 1 and <= 65535))
        {
            faults.Add($"spec.service.port: {AnnotationFaults.Shown(port.ToJsonString())} must be a number from 1 to 65535");
        }
    }

    private static void AddWeights(JsonNode? analysis, List<string> faults)
    {
        foreach (var field in Weights)
        {
            AddRange(analysis, field, 0, 100, faults);
        }

        AddRange(analysis, "threshold", 0, int.MaxValue, faults);
        AddRange(analysis, "iterations", 0, int.MaxValue, faults);
        if (analysis.At("stepWeights") is JsonArray steps && steps.Any(step => step is not JsonValue value || !value.TryGetValue<int>(out var weight) || weight is < 0 or > 100))
        {
            faults.Add("spec.analysis.stepWeights: each must be a whole number from 0 to 100");
        }
    }

    private static void AddRange(JsonNode? analysis, string field, int least, int most, List<string> faults)
    {
        if (analysis.At(field) is { } value && (analysis.Number(field) is not { } number || number < least || number > most))
        {
            var range = most == int.MaxValue ? $"a whole number of at least {least}" : $"a whole number from {least} to {most}";
            faults.Add($"spec.analysis.{field}: {AnnotationFaults.Shown(value.ToJsonString())} must be {range}");
        }
    }

    private static void AddMetric(JsonObject metric, string path, List<string> faults)
    {
        AddDuration(metric, path, "interval", faults);
        if (string.IsNullOrEmpty(metric.Text("name")))
        {
            faults.Add($"{path}.name: it must be given");
        }
    }

    private static void AddDuration(JsonNode? parent, string path, string field, List<string> faults)
    {
        if (parent.At(field) is { } value && (parent.Text(field) is not { } text || Durations.Parse(text) is null))
        {
            faults.Add($"{path}.{field}: {AnnotationFaults.Shown(value.ToJsonString())} must be a duration such as 30s or 1m");
        }
    }
}
