using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Kinds;

/// <summary>HorizontalPodAutoscaler: v1 has one metric, CPU, as a number.</summary>
internal static class AutoscalerConversion
{
    public static void ToV1(JsonObject served)
    {
        var spec = served.Ensure("spec");
        if (spec.Objects("metrics").FirstOrDefault(IsCpu) is { } cpu)
        {
            spec["targetCPUUtilizationPercentage"] = cpu.At("resource", "target", "averageUtilization").CopyNode();
        }

        spec.Remove("metrics");
        spec.Remove("behavior");
    }

    public static void ToV2(JsonObject stored)
    {
        var spec = stored.Ensure("spec");
        if (spec.Remove("targetCPUUtilizationPercentage", out var percent))
        {
            spec["metrics"] = new JsonArray(new JsonObject
            {
                ["type"] = "Resource",
                ["resource"] = new JsonObject
                {
                    ["name"] = "cpu",
                    ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = percent.CopyNode() },
                },
            });
        }
    }

    private static bool IsCpu(JsonObject metric) =>
        metric.Text("type") == "Resource" && metric.Text("resource", "name") == "cpu" && metric.Number("resource", "target", "averageUtilization") is not null;
}
