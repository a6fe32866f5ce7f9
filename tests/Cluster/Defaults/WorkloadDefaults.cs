using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Defaults;

/// <summary>Defaults of Deployments, ReplicaSets, Jobs and autoscalers.</summary>
internal static class WorkloadDefaults
{
    public static void Deployment(JsonObject o)
    {
        var spec = o.Ensure("spec");
        spec.Fill("replicas", 1).Fill("revisionHistoryLimit", 10).Fill("progressDeadlineSeconds", 600);
        var strategy = spec.Ensure("strategy");
        strategy.Fill("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Ensure("rollingUpdate").Fill("maxUnavailable", "25%").Fill("maxSurge", "25%");
        }

        PodDefaults.Template(spec.Object("template"));
    }

    public static void ReplicaSet(JsonObject o)
    {
        var spec = o.Ensure("spec");
        spec.Fill("replicas", 1);
        PodDefaults.Template(spec.Object("template"));
    }

    public static void DaemonSet(JsonObject o)
    {
        var spec = o.Ensure("spec");
        spec.Fill("revisionHistoryLimit", 10);
        var strategy = spec.Ensure("updateStrategy");
        strategy.Fill("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Ensure("rollingUpdate").Fill("maxUnavailable", 1).Fill("maxSurge", 0);
        }

        PodDefaults.Template(spec.Object("template"));
    }

    public static void StatefulSet(JsonObject o)
    {
        var spec = o.Ensure("spec");
        spec.Fill("replicas", 1).Fill("revisionHistoryLimit", 10).Fill("podManagementPolicy", "OrderedReady");
        spec.Ensure("persistentVolumeClaimRetentionPolicy").Fill("whenDeleted", "Retain").Fill("whenScaled", "Retain");
        var strategy = spec.Ensure("updateStrategy");
        strategy.Fill("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Ensure("rollingUpdate").Fill("partition", 0);
        }

        PodDefaults.Template(spec.Object("template"));
    }

    public static void Job(JsonObject o)
    {
        var spec = o.Ensure("spec");
        if (spec["completions"] is null && spec["parallelism"] is null)
        {
            spec["completions"] = 1;
        }

        spec.Fill("parallelism", 1).Fill("backoffLimit", 6).Fill("completionMode", "NonIndexed").Fill("suspend", false)
            .Fill("podReplacementPolicy", spec.ContainsKey("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
        PodDefaults.Template(spec.Object("template"));
    }

    public static void Autoscaler(JsonObject o)
    {
        var spec = o.Ensure("spec");
        spec.Fill("minReplicas", 1);
        if (o.Text("apiVersion") != "autoscaling/v2")
        {
            spec.Fill("targetCPUUtilizationPercentage", 80);
            return;
        }

        if (spec.Array("metrics") is not { Count: > 0 })
        {
            spec["metrics"] = new JsonArray(new JsonObject
            {
                ["type"] = "Resource",
                ["resource"] = new JsonObject { ["name"] = "cpu", ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = 80 } },
            });
        }

        if (spec.Object("behavior") is { } behavior)
        {
            Behavior(behavior);
        }
    }

    private static void Behavior(JsonObject behavior)
    {
        behavior.Ensure("scaleUp").Fill("stabilizationWindowSeconds", 0).Fill("selectPolicy", "Max")
            .Fill("policies", new JsonArray(Policy("Pods", 4), Policy("Percent", 100)));
        behavior.Ensure("scaleDown").Fill("selectPolicy", "Max").Fill("policies", new JsonArray(Policy("Percent", 100)));
    }

    private static JsonObject Policy(string type, int value) => new() { ["type"] = type, ["value"] = value, ["periodSeconds"] = 15 };
}
