using System.Threading.Channels;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Authorization;

/// <summary>Keeps the rules of collecting ClusterRoles those of the ones they collect.</summary>
internal sealed class AggregationFollower : IAsyncDisposable
{
    private static readonly GroupResource ClusterRoles = new("rbac.authorization.k8s.io", "clusterroles");
    private readonly ObjectStore store;
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<StoredEvent> changes;
    private readonly Task following;

    public AggregationFollower(ObjectStore store)
    {
        this.store = store;
        changes = store.Watch(ClusterRoles, store.Version, out _)!;
        following = FollowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        store.Unwatch(ClusterRoles, changes);
        stop.Dispose();
    }

    private async Task FollowAsync()
    {
        await Task.Yield();
        while (await changes.Reader.WaitToReadAsync(stop.Token))
        {
            while (changes.Reader.TryRead(out _))
            {
            }

            Refresh();
        }
    }

    private void Refresh()
    {
        var all = store.List(ClusterRoles, null).Items;
        foreach (var role in all)
        {
            if (RoleAggregation.Refreshed(role, all) is { } refreshed)
            {
                store.TryReplace(ClusterRoles, role, refreshed);
            }
        }
    }
}
