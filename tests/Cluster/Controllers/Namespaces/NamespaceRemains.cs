using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Namespaces;

/// <summary>What is still in a namespace that goes, and what holds it up.</summary>
internal sealed record NamespaceRemains(IReadOnlyList<(GroupResource Kind, JsonObject Object)> Objects, string? Fault)
{
    public bool IsEmpty => Objects.Count == 0 && Fault is null;

    public JsonArray Conditions(JsonObject @namespace, DateTimeOffset now)
    {
        var before = @namespace.Objects("status", "conditions").ToList();
        var lines = Lines().Select(l => (JsonNode)Write(l, before.Find(c => c.Text("type") == l.Type), now));
        return new JsonArray([.. lines]);
    }

    private IEnumerable<(string Type, bool Holds, string Reason, string Message)> Lines()
    {
        yield return ("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered");
        yield return ("NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions", "All legacy kube types successfully parsed");
        yield return Fault is null
            ? ("NamespaceDeletionContentFailure", false, "ContentDeleted", "All content successfully deleted, may be waiting on finalization")
            : ("NamespaceDeletionContentFailure", true, "ContentDeletionFailed", $"Failed to delete all resource types, 1 remaining: {Fault}");
        yield return Objects.Count == 0
            ? ("NamespaceContentRemaining", false, "ContentRemoved", "All content successfully removed")
            : ("NamespaceContentRemaining", true, "SomeResourcesRemain", $"Some resources are remaining: {Counted(Objects.Select(o => Name(o.Kind)), " has ")}");
        var finalizers = Objects.SelectMany(o => o.Object.Finalizers()).ToList();
        yield return finalizers.Count == 0
            ? ("NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers", "All content-preserving finalizers finished")
            : ("NamespaceFinalizersRemaining", true, "SomeFinalizersRemain", $"Some content in the namespace has finalizers remaining: {Counted(finalizers, " in ")}");
    }

    private static string Name(GroupResource kind) => $"{kind.Resource}.{kind.Group}";

    private static string Counted(IEnumerable<string> names, string verb) =>
        string.Join(", ", names.GroupBy(n => n).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}{verb}{g.Count()} resource instances"));

    private static JsonObject Write((string Type, bool Holds, string Reason, string Message) line, JsonObject? before, DateTimeOffset now)
    {
        var status = line.Holds ? "True" : "False";
        return new JsonObject
        {
            ["type"] = line.Type,
            ["status"] = status,
            ["lastTransitionTime"] = before.Text("status") == status ? before.Text("lastTransitionTime") : Metadata.Time(now),
            ["reason"] = line.Reason,
            ["message"] = line.Message,
        };
    }
}
