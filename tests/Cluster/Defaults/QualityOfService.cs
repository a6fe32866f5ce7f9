using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Defaults;

/// <summary>A pod's quality-of-service class.</summary>
internal static class QualityOfService
{
    public static string Of(JsonObject pod)
    {
        List<JsonObject> all = [.. pod.Objects("spec", "containers"), .. pod.Objects("spec", "initContainers")];
        var any = all.Any(c => Has(c, "requests") || Has(c, "limits"));
        if (!any)
        {
            return "BestEffort";
        }

        return all.All(c => Equal(c, "cpu") && Equal(c, "memory")) ? "Guaranteed" : "Burstable";
    }

    private static bool Has(JsonObject container, string kind) =>
        (container.Object("resources", kind) ?? []).Any(p => p.Key is "cpu" or "memory" && Quantity.Value(p.Value?.ToString() ?? "") > 0);

    private static bool Equal(JsonObject container, string resource)
    {
        var limit = container.Text("resources", "limits", resource);
        var request = container.Text("resources", "requests", resource) ?? limit;
        return limit is not null && Quantity.Value(limit) == Quantity.Value(request!);
    }
}
