using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.EndpointSlices;

/// <summary>A pod as an endpoint of a Service.</summary>
internal static class Endpoint
{
    public static bool IsListed(JsonObject pod) => !PodState.IsTerminal(pod) && !string.IsNullOrEmpty(pod.Text("status", "podIP"));

    public static JsonObject Build(JsonObject service, JsonObject pod, JsonObject? node)
    {
        var serving = PodState.IsReady(pod);
        var terminating = pod.BeingDeleted();
        var ready = service.Flag("spec", "publishNotReadyAddresses") == true || (serving && !terminating);
        var endpoint = new JsonObject
        {
            ["addresses"] = new JsonArray(pod.Text("status", "podIP")),
            ["conditions"] = new JsonObject { ["ready"] = ready, ["serving"] = serving, ["terminating"] = terminating },
            ["targetRef"] = Reference(pod),
        };
        if (pod.Text("spec", "nodeName") is { Length: > 0 } nodeName)
        {
            endpoint["nodeName"] = nodeName;
        }

        if (pod.Text("spec", "hostname") is { Length: > 0 } hostname && pod.Text("spec", "subdomain") == service.Name())
        {
            endpoint["hostname"] = hostname;
        }

        if (node.Text("metadata", "labels", "topology.kubernetes.io/zone") is { } zone)
        {
            endpoint["zone"] = zone;
        }

        return endpoint;
    }

    private static JsonObject Reference(JsonObject pod) => new()
    {
        ["kind"] = "Pod",
        ["namespace"] = pod.Namespace(),
        ["name"] = pod.Name(),
        ["uid"] = pod.Uid(),
    };
}
