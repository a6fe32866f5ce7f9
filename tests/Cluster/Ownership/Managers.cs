using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Ownership;

/// <summary>An object's managedFields.</summary>
internal sealed class Managers
{
    private readonly Dictionary<ManagerKey, (HashSet<string> Paths, string? Time)> all = [];

    public bool Empty => all.Count == 0;

    public IEnumerable<ManagerKey> Keys => all.Keys;

    public HashSet<string> this[ManagerKey key] => all.TryGetValue(key, out var found) ? found.Paths : [];

    public static Managers Read(JsonObject o)
    {
        var managers = new Managers();
        foreach (var entry in o.Objects("metadata", "managedFields").Where(e => e.ContainsKey("manager")))
        {
            var key = new ManagerKey(entry.Text("manager")!, entry.Text("operation") ?? "Update", entry.Text("apiVersion") ?? "", entry.Text("subresource"));
            managers.all[key] = (FieldPaths.Parse(entry.Object("fieldsV1")), entry.Text("time"));
        }

        return managers;
    }

    public void Set(ManagerKey key, HashSet<string> paths, string? time)
    {
        if (paths.Count == 0)
        {
            all.Remove(key);
        }
        else
        {
            all[key] = (paths, time ?? (all.TryGetValue(key, out var known) ? known.Time : null));
        }
    }

    /// <summary>Takes paths from everyone but one.</summary>
    public void Take(IReadOnlySet<string> paths, ManagerKey? except)
    {
        foreach (var (key, (owned, time)) in all.ToList())
        {
            if (key != except && owned.Overlaps(paths))
            {
                Set(key, [.. owned.Where(p => !paths.Contains(p))], time);
            }
        }
    }

    public void WriteTo(JsonObject o)
    {
        o.Meta().Remove("managedFields");
        if (all.Count > 0)
        {
            o.Meta()["managedFields"] = new JsonArray([.. all.Select(p => Entry(p.Key, p.Value.Paths, p.Value.Time))]);
        }
    }

    private static JsonObject Entry(ManagerKey key, HashSet<string> paths, string? time)
    {
        var entry = new JsonObject { ["manager"] = key.Manager, ["operation"] = key.Operation, ["apiVersion"] = key.ApiVersion };
        if (time is not null)
        {
            entry["time"] = time;
        }

        entry["fieldsType"] = "FieldsV1";
        entry["fieldsV1"] = FieldPaths.Write(paths);
        if (key.Subresource is { } sub)
        {
            entry["subresource"] = sub;
        }

        return entry;
    }
}
