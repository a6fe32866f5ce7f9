using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Controllers.Running;

/// <summary>Follows one kind by list and watch and hands on every change, also those that happened between two watches.</summary>
internal sealed class KindFeed(IClusterApi api, GroupResource kind, TimeProvider time, ILogger log, Action<ObjectChange> handle)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<ObjectKey, JsonObject> known = [];

    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(cancel);
            }
            catch (ApiException e) when (e.Code == 410)
            {
                continue;
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                ControlLog.WatchBroke(log, kind.Resource, e);
            }

            await Task.Delay(Pause, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(CancellationToken cancel)
    {
        var list = api.List(kind);
        Replace(list.Items);
        await foreach (var change in api.WatchAsync(kind, null, list.ResourceVersion, cancel))
        {
            Apply(change);
        }
    }

    private void Replace(IReadOnlyList<JsonObject> items)
    {
        var there = items.Select(ObjectKey.Of).ToHashSet();
        foreach (var gone in known.Where(k => !there.Contains(k.Key)).ToList())
        {
            known.Remove(gone.Key);
            handle(new ObjectChange(gone.Value, null));
        }

        foreach (var item in items)
        {
            Keep(item);
        }
    }

    private void Apply(ClusterEvent change)
    {
        if (change.Type != "DELETED")
        {
            Keep(change.Object);
            return;
        }

        known.Remove(ObjectKey.Of(change.Object));
        handle(new ObjectChange(change.Object, null));
    }

    private void Keep(JsonObject item)
    {
        var key = ObjectKey.Of(item);
        known.TryGetValue(key, out var before);
        known[key] = item;
        handle(new ObjectChange(before, item));
    }
}
