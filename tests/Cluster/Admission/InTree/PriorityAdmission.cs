using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Defaults;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Admission.InTree;

/// <summary>A pod's priority, from its class.</summary>
internal static class PriorityAdmission
{
    private static readonly GroupResource Classes = new("scheduling.k8s.io", "priorityclasses");

    public static void Apply(ObjectStore store, ResourceRequest request, JsonObject pod)
    {
        var spec = pod.Ensure("spec");
        var name = spec.Text("priorityClassName") ?? "";
        if (name.Length == 0)
        {
            var standard = store.List(Classes, null).Items.FirstOrDefault(c => c.Flag("globalDefault") == true);
            spec.Fill("priority", standard.Number("value") ?? 0);
            spec.Fill("preemptionPolicy", standard.Text("preemptionPolicy") ?? "PreemptLowerPriority");
            if (standard is not null)
            {
                spec["priorityClassName"] = standard.Name();
            }

            return;
        }

        var found = store.Get(Classes, null, name) ?? throw Refusals.Forbidden(request.Kind, pod.Name(), $"no PriorityClass with name {name} was found");
        spec["priority"] = found.Number("value") ?? 0;
        spec["preemptionPolicy"] = found.Text("preemptionPolicy") ?? "PreemptLowerPriority";
    }
}
