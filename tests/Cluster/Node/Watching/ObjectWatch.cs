using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Node;

/// <summary>Lists a kind, then follows it for as long as it is asked to; lists again when its place in the history is gone.</summary>
internal static class ObjectWatch
{
    private const int Expired = 410;

    /// <summary>Calls back for every object, also again after a new list, and for every one that went.</summary>
    public static async Task FollowAsync(IClusterApi api, GroupResource kind, Action<ClusterEvent> told, ILogger log, CancellationToken cancel)
    {
        void Changed(ClusterEvent change) => Tell(told, change, kind, log);
        Dictionary<string, JsonObject> known = [];
        while (!cancel.IsCancellationRequested)
        {
            var list = api.List(kind);
            Reset(known, list.Items, Changed);
            try
            {
                await foreach (var change in api.WatchAsync(kind, null, list.ResourceVersion, cancel).ConfigureAwait(false))
                {
                    Note(known, change);
                    Changed(change);
                }
            }
            catch (ApiException gone) when (gone.Code == Expired)
            {
                // The next list says what was missed.
            }
        }
    }

    // One object that cannot be understood must not end the watch over all others.
    private static void Tell(Action<ClusterEvent> told, ClusterEvent change, GroupResource kind, ILogger log)
    {
        try
        {
            told(change);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            NodeLog.NotUnderstood(log, failure, kind.Resource, ObjectMeta.Namespace(change.Object), ObjectMeta.Name(change.Object));
        }
    }

    private static void Note(Dictionary<string, JsonObject> known, ClusterEvent change)
    {
        var uid = ObjectMeta.Uid(change.Object);
        if (change.Type == "DELETED")
        {
            known.Remove(uid);
        }
        else
        {
            known[uid] = change.Object;
        }
    }

    private static void Reset(Dictionary<string, JsonObject> known, IReadOnlyList<JsonObject> items, Action<ClusterEvent> changed)
    {
        var present = items.ToDictionary(ObjectMeta.Uid);
        foreach (var (uid, lost) in known.Where(pair => !present.ContainsKey(pair.Key)).ToList())
        {
            known.Remove(uid);
            changed(new ClusterEvent("DELETED", lost));
        }

        foreach (var (uid, item) in present)
        {
            changed(new ClusterEvent(known.ContainsKey(uid) ? "MODIFIED" : "ADDED", item));
            known[uid] = item;
        }
    }
}
