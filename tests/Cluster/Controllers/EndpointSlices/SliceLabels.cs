using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.EndpointSlices;

/// <summary>The labels of a Service's slices: its own, and what says whose they are.</summary>
internal static class SliceLabels
{
    public const string ServiceName = "kubernetes.io/service-name";
    public const string ManagedBy = "endpointslice.kubernetes.io/managed-by";
    public const string Controller = "endpointslice-controller.k8s.io";
    private const string Headless = "service.kubernetes.io/headless";

    public static JsonObject For(JsonObject service)
    {
        var labels = service.Object("metadata", "labels")?.Copy() ?? [];
        labels.Remove(Headless);
        if (service.Text("spec", "clusterIP") == "None")
        {
            labels[Headless] = "";
        }

        labels[ServiceName] = service.Name();
        labels[ManagedBy] = Controller;
        return labels;
    }

    public static bool IsOurs(JsonObject slice) => slice.Text("metadata", "labels", ManagedBy) == Controller;

    public static string? ServiceOf(JsonObject slice) => IsOurs(slice) ? slice.Text("metadata", "labels", ServiceName) : null;
}
