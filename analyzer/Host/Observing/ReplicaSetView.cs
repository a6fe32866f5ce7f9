using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>What we need of one ReplicaSet.</summary>
internal sealed record ReplicaSetView(string Name, string Uid, string Hash, int Wanted, int Replicas, int Ready, DateTimeOffset Created, long Revision, string ResourceVersion, JsonObject Template)
{
    public static ReplicaSetView Of(JsonObject set, IReadOnlyCollection<string> restartAnnotations) => new(
        set.Text("metadata", "name") ?? "",
        set.Text("metadata", "uid") ?? "",
        TemplateHashes.Of(set, restartAnnotations),
        set.Number("spec", "replicas") ?? 1,
        set.Number("status", "replicas") ?? 0,
        set.Number("status", "readyReplicas") ?? 0,
        DateTimeOffset.TryParse(set.Text("metadata", "creationTimestamp"), CultureInfo.InvariantCulture, out var created) ? created : DateTimeOffset.MinValue,
        long.TryParse(set.Annotation("deployment.kubernetes.io/revision"), CultureInfo.InvariantCulture, out var revision) ? revision : 0,
        set.Text("metadata", "resourceVersion") ?? "",
        set.At("spec", "template") as JsonObject ?? []);

    /// <summary>Has pods or is to have some.</summary>
    public bool IsLive => Wanted > 0 || Replicas > 0;

    /// <summary>Made later: a paused controller that starts from zero takes the youngest.</summary>
    public bool IsYoungerThan(ReplicaSetView other) => (Created, Revision).CompareTo((other.Created, other.Revision)) > 0;
}

/// <summary>Template hashes of cached objects, computed once per object: caches hand out the same instance until it changes.</summary>
internal static class TemplateHashes
{
    private static readonly ConditionalWeakTable<JsonObject, Entry> Known = [];

    public static string Of(JsonObject workload, IReadOnlyCollection<string> restartAnnotations)
    {
        // Hashes of two objects are compared: a changed setting has to reach both.
        var setting = string.Join(',', restartAnnotations);
        if (Known.TryGetValue(workload, out var known) && known.Setting == setting)
        {
            return known.Hash;
        }

        var hash = workload.At("spec", "template") is JsonObject template ? TemplateHash.Of(template, restartAnnotations).Value : "";
        Known.AddOrUpdate(workload, new(setting, hash));
        return hash;
    }

    private sealed record Entry(string Setting, string Hash);
}
