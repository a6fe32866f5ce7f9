using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Admission.InTree;

/// <summary>What an object counts against quotas.</summary>
internal static class QuotaUsage
{
    public static Dictionary<string, decimal> Of(ResourceKind kind, JsonObject o)
    {
        var usage = new Dictionary<string, decimal> { [$"count/{kind.QualifiedResource}"] = 1 };
        if (kind.Group.Length == 0)
        {
            usage[kind.Plural] = 1;
        }

        if (kind is { Group: "", Kind: "Pod" })
        {
            Pod(o, usage);
        }

        return usage;
    }

    public static bool IsCompute(string name) => name is "cpu" or "memory" or "requests.cpu" or "requests.memory" or "limits.cpu" or "limits.memory";

    public static bool Names(JsonObject container, string name)
    {
        var (kind, resource) = Split(name);
        return container.Object("resources", kind)?.ContainsKey(resource) == true;
    }

    private static void Pod(JsonObject pod, Dictionary<string, decimal> usage)
    {
        foreach (var name in (ReadOnlySpan<string>)["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"])
        {
            var (kind, resource) = Split(name);
            var app = pod.Objects("spec", "containers").Sum(c => Value(c, kind, resource));
            var sidecars = pod.Objects("spec", "initContainers").Where(c => c.Text("restartPolicy") == "Always").Sum(c => Value(c, kind, resource));
            var init = pod.Objects("spec", "initContainers").Where(c => c.Text("restartPolicy") != "Always").Select(c => Value(c, kind, resource)).DefaultIfEmpty().Max();
            usage[name] = Math.Max(app + sidecars, init + sidecars);
        }
    }

    private static (string Kind, string Resource) Split(string name) =>
        name.Split('.') is [var kind, var resource] ? (kind, resource) : ("requests", name);

    private static decimal Value(JsonObject container, string kind, string resource) =>
        Quantity.Value(container.At("resources", kind, resource)?.ToString() ?? "0") ?? 0;
}
