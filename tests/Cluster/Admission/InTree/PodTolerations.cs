using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Admission.InTree;

/// <summary>Pods stay five minutes on a node that is gone.</summary>
internal static class PodTolerations
{
    public static void Apply(JsonObject pod)
    {
        foreach (var taint in (ReadOnlySpan<string>)["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"])
        {
            if (pod.Objects("spec", "tolerations").Any(t => Tolerates(t, taint)))
            {
                continue;
            }

            var spec = pod.Ensure("spec");
            var list = spec.Array("tolerations") ?? [];
            list.Add(new JsonObject { ["key"] = taint, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = 300 });
            spec["tolerations"] = list.CopyNode();
        }
    }

    private static bool Tolerates(JsonObject toleration, string taint) =>
        (toleration.Text("key") is null or "" || toleration.Text("key") == taint) && toleration.Text("effect") is null or "" or "NoExecute"
        && (toleration.Text("key") is null or "" || toleration.Text("key") == taint);
}
