using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Hosting;

/// <summary>A change anywhere → the keys it concerns; the event itself is thrown away.</summary>
internal sealed class KeyRouter(ClusterCaches caches, PolicyBoard board, PodDirectory pods)
{
    public IDisposable Route(WorkQueue<RolloutKey> rollouts, WorkQueue<ObjectKey> inference)
    {
        var changes = new KeyChanges(caches, board, pods, rollouts, inference);
        (IWatchCache Cache, Action<WatchChange> Heard)[] routes =
        [
            (caches.Canaries, changes.OnCanary), (caches.Deployments, changes.OnDeployment), (caches.ReplicaSets, changes.OnSet), (caches.Pods, changes.OnPod),
            (caches.Services, changes.OnService),
            .. Optional(caches.Configs?.Cache, changes.OnConfig), .. Optional(caches.Scalers, changes.OnScaler),
            .. Optional(caches.Policies?.Policies, changes.OnPolicy), .. Optional(caches.Policies?.Namespaces, changes.OnNamespace),
            .. (caches.Routes?.Caches ?? []).Select(cache => (cache, (Action<WatchChange>)changes.OnService)),
        ];
        foreach (var (cache, heard) in routes)
        {
            cache.OnChange += heard;
        }

        board.Changed += changes.OnBoard;
        return new Subscription(() =>
        {
            board.Changed -= changes.OnBoard;
            foreach (var (cache, heard) in routes)
            {
                cache.OnChange -= heard;
            }
        });
    }

    private static (IWatchCache Cache, Action<WatchChange> Heard)[] Optional(IWatchCache? cache, Action<WatchChange> heard) => cache is null ? [] : [(cache, heard)];

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
