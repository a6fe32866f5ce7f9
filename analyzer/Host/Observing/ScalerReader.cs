using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>HorizontalPodAutoscalers of a target's namespace → what the planner may know of them.</summary>
internal static class ScalerReader
{
    public const string Kind = "HorizontalPodAutoscaler";
    private const int UsualWindow = 300;

    /// <summary>What is kept of one: its status changes all the time and is nothing to us.</summary>
    public static JsonObject Project(JsonObject scaler) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = scaler.Text("metadata", "name"),
            ["namespace"] = scaler.Text("metadata", "namespace"),
            ["resourceVersion"] = scaler.Text("metadata", "resourceVersion"),
        },
        ["spec"] = new JsonObject { ["scaleTargetRef"] = scaler.At("spec", "scaleTargetRef")?.DeepClone(), ["behavior"] = scaler.At("spec", "behavior")?.DeepClone() },
    };

    public static ScalerObservation Read(IWatchCache? scalers, JsonObject canary, RolloutKey key, string target)
    {
        if (scalers is null)
        {
            return new();
        }

        var own = Of(scalers, key.Namespace, target);
        return new()
        {
            Name = own.Text("metadata", "name"),
            ScaleDownWindow = TimeSpan.FromSeconds(own.At("spec", "behavior", "scaleDown").Number("stabilizationWindowSeconds") ?? UsualWindow),
            OfCopy = Of(scalers, key.Namespace, CopyBuilder.CopyName(target)).Text("metadata", "name"),
            Fault = Fault(scalers, canary.At("spec", "autoscalerRef"), key.Namespace, target),
        };
    }

    private static JsonObject? Of(IWatchCache scalers, string ns, string deployment) =>
        scalers.In(ns).Where(each => Scaled(each) == deployment).OrderBy(each => each.Text("metadata", "name"), StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Name of the Deployment that it scales; null if it scales something else.</summary>
    public static string? Scaled(JsonObject scaler) =>
        scaler.Text("spec", "scaleTargetRef", "kind") == "Deployment" ? scaler.Text("spec", "scaleTargetRef", "name") : null;

    private static string? Fault(IWatchCache scalers, JsonNode? named, string ns, string target) => named.Text("name") switch
    {
        null => null,
        _ when named.Text("kind") is not (null or Kind) => null,
        var name when scalers.Get(ns, name) is not { } scaler => $"spec.autoscalerRef names {Kind} {name}, which does not exist",
        var name when Scaled(scalers.Get(ns, name)!) != target => $"spec.autoscalerRef names {Kind} {name}, which does not scale Deployment {target}",
        _ => null,
    };
}
