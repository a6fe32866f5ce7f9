using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Injection;

/// <summary>What a pod shows of Istio's sidecar: whether it has it, of which kind, and whether it refuses it.</summary>
internal static class MeshSidecar
{
    public const string Proxy = "istio-proxy";
    private const string Switch = "sidecar.istio.io/inject";

    public static bool IsIn(JsonObject pod) => PodView.Containers(pod).Any(each => each.Text("name") == Proxy);

    /// <summary>Among the app's containers it starts after every init container, ours too.</summary>
    public static bool IsOrdinary(JsonObject pod) => pod.Objects("spec", "containers").Any(each => each.Text("name") == Proxy);

    /// <summary>The label counts before the annotation, as Istio reads them.</summary>
    public static bool IsRefused(JsonObject pod) => !IsIn(pod) && (pod.Label(Switch) ?? pod.Annotation(Switch)) == "false";
}
