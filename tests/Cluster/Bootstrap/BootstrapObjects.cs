using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Authorization;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Bootstrap;

/// <summary>What is there before the first request.</summary>
internal static class BootstrapObjects
{
    private const string Rbac = "rbac.authorization.k8s.io";

    public static void Create(ObjectStore store, TimeProvider time)
    {
        foreach (var name in (ReadOnlySpan<string>)["default", "kube-system", "kube-public", "kube-node-lease"])
        {
            Add(store, time, new GroupResource("", "namespaces"), "v1", "Namespace", name, new JsonObject
            {
                ["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") },
                ["status"] = new JsonObject { ["phase"] = "Active" },
            }, new JsonObject { ["kubernetes.io/metadata.name"] = name });
        }

        foreach (var role in DefaultRoles.ClusterRoles())
        {
            Add(store, time, new GroupResource(Rbac, "clusterroles"), role);
        }

        foreach (var binding in DefaultRoles.Bindings())
        {
            Add(store, time, new GroupResource(Rbac, "clusterrolebindings"), binding);
        }

        foreach (var (name, value) in (ReadOnlySpan<(string, int)>)[("system-node-critical", 2000001000), ("system-cluster-critical", 2000000000)])
        {
            Add(store, time, new GroupResource("scheduling.k8s.io", "priorityclasses"), "scheduling.k8s.io/v1", "PriorityClass", name, new JsonObject { ["value"] = value, ["preemptionPolicy"] = "PreemptLowerPriority" });
        }
    }

    private static void Add(ObjectStore store, TimeProvider time, GroupResource resource, JsonObject created)
    {
        created.Meta()["uid"] = Guid.NewGuid().ToString();
        created.Meta()["creationTimestamp"] = Metadata.Time(time.GetUtcNow());
        store.TryCreate(resource, created);
    }

    private static void Add(ObjectStore store, TimeProvider time, GroupResource resource, string apiVersion, string kind, string name, JsonObject content, JsonObject? labels = null)
    {
        var o = new JsonObject
        {
            ["kind"] = kind,
            ["apiVersion"] = apiVersion,
            ["metadata"] = new JsonObject { ["name"] = name, ["uid"] = Guid.NewGuid().ToString(), ["creationTimestamp"] = Metadata.Time(time.GetUtcNow()) },
        };
        if (labels is not null)
        {
            o.Meta()["labels"] = labels;
        }

        foreach (var (key, value) in content)
        {
            o[key] = value.CopyNode();
        }

        store.TryCreate(resource, o);
    }
}
