using System.Collections.Concurrent;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Controllers.Running;

/// <summary>One feed per kind, shared by all controllers.</summary>
internal sealed class Feeds(IClusterApi api, TimeProvider time, ILogger log)
{
    private readonly Dictionary<GroupResource, List<Action<ObjectChange>>> handlers = [];
    private readonly List<Action<GroupResource, ObjectChange>> everyKind = [];
    private readonly ConcurrentDictionary<GroupResource, RunningFeed> running = new();

    public void On(GroupResource kind, Action<ObjectChange> handler)
    {
        if (!handlers.TryGetValue(kind, out var list))
        {
            handlers[kind] = list = [];
        }

        list.Add(handler);
    }

    public void OnEveryKind(Action<GroupResource, ObjectChange> handler) => everyKind.Add(handler);

    public void Begin(GroupResource kind, CancellationToken cancel)
    {
        if (running.ContainsKey(kind))
        {
            return;
        }

        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var feed = new KindFeed(api, kind, time, log, change => Hand(kind, change));
        running[kind] = new RunningFeed(stop, Task.Run(() => feed.RunAsync(stop.Token), CancellationToken.None));
    }

    public void End(GroupResource kind)
    {
        if (running.TryRemove(kind, out var feed))
        {
            feed.Stop.Cancel();
        }
    }

    public Task WhenEndedAsync() => Task.WhenAll(running.Values.Select(r => r.Loop));

    private void Hand(GroupResource kind, ObjectChange change)
    {
        foreach (var handler in handlers.GetValueOrDefault(kind) ?? [])
        {
            handler(change);
        }

        foreach (var handler in everyKind)
        {
            handler(kind, change);
        }
    }

    private sealed record RunningFeed(CancellationTokenSource Stop, Task Loop);
}
