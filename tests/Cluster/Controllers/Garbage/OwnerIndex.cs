using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Garbage;

/// <summary>Who belongs to whom, by uid, as far as watches have told.</summary>
internal sealed class OwnerIndex
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HashSet<GarbageItem>> dependents = [];

    public void Note(GroupResource kind, ObjectChange change)
    {
        lock (gate)
        {
            foreach (var owner in change.Old is null ? [] : Uids(change.Old))
            {
                if (dependents.TryGetValue(owner, out var items) && items.Remove(Item(kind, change.Latest)) && items.Count == 0)
                {
                    dependents.Remove(owner);
                }
            }

            foreach (var owner in change.New is null ? [] : Uids(change.New))
            {
                if (!dependents.TryGetValue(owner, out var items))
                {
                    dependents[owner] = items = [];
                }

                items.Add(Item(kind, change.Latest));
            }
        }
    }

    public IReadOnlyList<GarbageItem> DependentsOf(string uid)
    {
        lock (gate)
        {
            return dependents.TryGetValue(uid, out var items) ? [.. items] : [];
        }
    }

    public static GarbageItem Item(GroupResource kind, JsonObject o) => new(kind, o.Namespace(), o.Name(), o.Uid());

    private static IEnumerable<string> Uids(JsonObject o) => Owner.Of(o).Select(r => r.Text("uid")).OfType<string>().Distinct();
}
