using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;
using CanaryMesh.Webhook.Configuration;

namespace CanaryMesh.Webhook.Injection;

/// <summary>Requests always, since autoscaling fails without; a memory limit; a CPU limit only if asked for or if the pod is Guaranteed,
/// which it must stay.</summary>
internal static class ProxyResources
{
    private static readonly string[] Kinds = ["cpu", "memory"];

    public static JsonObject Of(JsonObject pod, WebhookSettings settings)
    {
        var requests = new JsonObject
        {
            ["cpu"] = Given(pod, "cpu-request") ?? settings.ProxyCpuRequest,
            ["memory"] = Given(pod, "memory-request") ?? settings.ProxyMemoryRequest,
        };
        if (IsGuaranteed(pod))
        {
            // The larger of the two sizes, so that staying Guaranteed does not starve the proxy.
            requests["memory"] = Given(pod, "memory-limit") ?? settings.ProxyMemoryLimit;
            return new() { ["requests"] = requests, ["limits"] = requests.DeepClone() };
        }

        // A request above its limit is refused by the API server after us: no pod of the target could start any more.
        var limits = new JsonObject { ["memory"] = Quantities.Larger(Given(pod, "memory-limit") ?? settings.ProxyMemoryLimit, (string)requests["memory"]!) };
        if (Given(pod, "cpu-limit") is { } cpu)
        {
            limits["cpu"] = Quantities.Larger(cpu, (string)requests["cpu"]!);
        }

        return new() { ["requests"] = requests, ["limits"] = limits };
    }

    private static bool IsGuaranteed(JsonObject pod) =>
        PodView.Containers(pod).Where(each => each.Text("name") != Installation.ProxyContainer).All(each => Kinds.All(kind =>
            each.At("resources", "limits", kind) is { } limit
            && (each.At("resources", "requests", kind) is not { } request || JsonNode.DeepEquals(limit, request))));

    private static string? Given(JsonObject pod, string setting) =>
        pod.Annotation(AnnotationNames.ProxyPrefix + setting) is { } text && Quantities.IsPositive(text) ? text : null;
}
