using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Ownership;

/// <summary>Keeps managedFields in step with writes.</summary>
internal sealed class FieldTracker(TimeProvider time)
{
    private static readonly HashSet<string> Never =
    [
        "f:apiVersion", "f:kind", "f:metadata", "f:metadata\nf:name", "f:metadata\nf:namespace", "f:metadata\nf:creationTimestamp", "f:metadata\nf:selfLink", "f:metadata\nf:uid",
        "f:metadata\nf:generation", "f:metadata\nf:managedFields", "f:metadata\nf:resourceVersion", "f:metadata\nf:generateName", "f:metadata\nf:deletionTimestamp", "f:metadata\nf:deletionGracePeriodSeconds",
    ];

    public void Created(ResourceRequest request, JsonObject created)
    {
        var managers = new Managers();
        Record(request, managers, null, created);
        managers.WriteTo(created);
    }

    public void Updated(ResourceRequest request, JsonObject changed, JsonObject old)
    {
        if (changed.Array("metadata", "managedFields") is [JsonObject { Count: 0 }])
        {
            changed.Meta().Remove("managedFields");
            return;
        }

        var managers = Managers.Read(old);
        if (!managers.Empty)
        {
            Record(request, managers, old, changed);
        }

        managers.WriteTo(changed);
    }

    /// <summary>Server-side apply: the live object with the configuration merged in; conflicts are refused unless forced.</summary>
    public JsonObject Applied(ResourceRequest request, JsonObject? live, JsonObject configuration)
    {
        var type = request.Kind.Schema!;
        var key = Key(request, "Apply");
        var managers = live is null ? new Managers() : Managers.Read(live);
        if (live is not null && managers.Empty)
        {
            managers.Set(new ManagerKey("before-first-apply", "Update", request.Kind.ApiVersion, null), Tracked(request, AppliedFields.Of(live, type)), Now());
        }

        var last = managers[key];
        var set = Tracked(request, AppliedFields.Of(configuration, type));
        var merged = ConfigurationMerge.Merge(live ?? [], configuration, type);
        var others = managers.Keys.Where(k => k != key).SelectMany(k => managers[k]).ToHashSet(StringComparer.Ordinal);
        FieldRemoval.Remove(merged, last, set, others, type);
        if (live is not null)
        {
            var changes = FieldChanges.Between(live, merged, type);
            ApplyConflicts.Check(managers, key, changes.Written, request.Options.Force);
            managers.Take(changes.Written, key);
            managers.Take(changes.Removed, key);
        }

        var content = live is null || !SameContent(live, merged);
        managers.Set(key, set, content ? Now() : null);
        managers.WriteTo(merged);
        return merged;
    }

    private static bool SameContent(JsonObject live, JsonObject merged)
    {
        var (a, b) = (live.Copy(), merged.Copy());
        a.Meta().Remove("managedFields");
        b.Meta().Remove("managedFields");
        return JsonAccess.Same(a, b);
    }

    private void Record(ResourceRequest request, Managers managers, JsonObject? old, JsonObject changed)
    {
        if (request.Kind.Schema is not { } type)
        {
            return;
        }

        var changes = FieldChanges.Between(old, changed, type);
        var written = Tracked(request, changes.Written);
        var removed = Tracked(request, changes.Removed);
        var key = Key(request, "Update");
        var before = managers[key];
        managers.Take(written, key);
        managers.Take(removed, null);
        HashSet<string> after = [.. managers[key], .. written];
        managers.Set(key, after, after.SetEquals(before) || request.Subresource == "scale" ? null : Now());
    }

    private static ManagerKey Key(ResourceRequest request, string operation) =>
        new(request.Options.Manager, operation, request.Kind.ApiVersion, request.Subresource is "finalize" or "binding" ? null : request.Subresource);

    private static HashSet<string> Tracked(ResourceRequest request, IEnumerable<string> paths) =>
        [.. paths.Where(p => !Never.Contains(p) && !p.StartsWith("f:metadata\nf:managedFields", StringComparison.Ordinal) && Owned(request, p))];

    private static bool Owned(ResourceRequest request, string path)
    {
        if (!request.Kind.HasStatus)
        {
            return true;
        }

        var status = path == "f:status" || path.StartsWith("f:status\n", StringComparison.Ordinal);
        return request.Subresource == "status" ? status || (!request.Kind.Defined && path.StartsWith("f:metadata\n", StringComparison.Ordinal)) : !status;
    }

    private string Now() => Metadata.Time(time.GetUtcNow());
}
