using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Schemas;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Admission.InTree;

/// <summary>LimitRanges: default requests and limits, minimum and maximum.</summary>
internal static class LimitRangeAdmission
{
    private static readonly GroupResource Ranges = new("", "limitranges");

    public static void Default(ObjectStore store, ResourceRequest request, JsonObject pod)
    {
        foreach (var limit in Limits(store, request))
        {
            var notes = new List<string>();
            Each(pod, "containers", "container", limit, notes);
            Each(pod, "initContainers", "init container", limit, notes);
            if (notes.Count > 0)
            {
                pod.Ensure("metadata", "annotations")["kubernetes.io/limit-ranger"] = "LimitRanger plugin set: " + string.Join("; ", notes);
            }
        }
    }

    public static void Validate(ObjectStore store, ResourceRequest request, string operation, JsonObject pod)
    {
        if (operation != "CREATE" || request.Kind is not { Group: "", Kind: "Pod" })
        {
            return;
        }

        foreach (var limit in Limits(store, request))
        {
            foreach (var container in pod.Objects("spec", "containers").Concat(pod.Objects("spec", "initContainers")))
            {
                Check(request, pod, container, limit);
            }
        }
    }

    private static IEnumerable<JsonObject> Limits(ObjectStore store, ResourceRequest request) =>
        store.List(Ranges, request.Namespace).Items.SelectMany(r => r.Objects("spec", "limits")).Where(l => l.Text("type") == "Container");

    private static void Each(JsonObject pod, string field, string word, JsonObject limit, List<string> notes)
    {
        foreach (var container in pod.Objects("spec", field))
        {
            Fill(container, "requests", limit.Object("defaultRequest"), $"request for {word} {container.Text("name")}", notes);
            Fill(container, "limits", limit.Object("default"), $"limit for {word} {container.Text("name")}", notes);
        }
    }

    private static void Fill(JsonObject container, string kind, JsonObject? defaults, string what, List<string> notes)
    {
        var set = new List<string>();
        foreach (var (name, amount) in defaults ?? [])
        {
            var amounts = container.Ensure("resources", kind);
            if (!amounts.ContainsKey(name))
            {
                amounts[name] = amount.CopyNode();
                set.Add(name);
            }
        }

        if (set.Count > 0)
        {
            notes.Add($"{string.Join(", ", set.Order(StringComparer.Ordinal))} {what}");
        }
    }

    private static void Check(ResourceRequest request, JsonObject pod, JsonObject container, JsonObject limit)
    {
        foreach (var (name, most) in limit.Object("max") ?? [])
        {
            var max = most.Text() ?? "0";
            if (container.Text("resources", "limits", name) is not { } wanted)
            {
                throw Refusals.Forbidden(request.Kind, pod.Name(), $"maximum {name} usage per Container is {max}.  No limit is specified");
            }

            if (Quantity.Value(wanted) > Quantity.Value(max))
            {
                throw Refusals.Forbidden(request.Kind, pod.Name(), $"maximum {name} usage per Container is {max}, but limit is {wanted}");
            }
        }

        foreach (var (name, least) in limit.Object("min") ?? [])
        {
            var min = least.Text() ?? "0";
            if (container.Text("resources", "requests", name) is not { } wanted)
            {
                throw Refusals.Forbidden(request.Kind, pod.Name(), $"minimum {name} usage per Container is {min}.  No request is specified");
            }

            if (Quantity.Value(wanted) < Quantity.Value(min))
            {
                throw Refusals.Forbidden(request.Kind, pod.Name(), $"minimum {name} usage per Container is {min}, but request is {wanted}");
            }
        }
    }
}
