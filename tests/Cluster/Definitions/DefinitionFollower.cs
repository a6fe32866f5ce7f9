using System.Text.Json.Nodes;
using System.Threading.Channels;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Serves what definitions define, says so in their status, and clears away the objects of those that go.</summary>
internal sealed class DefinitionFollower : IAsyncDisposable
{
    private static readonly GroupResource Definitions = new("apiextensions.k8s.io", "customresourcedefinitions");
    private readonly ObjectStore store;
    private readonly KindRegistry kinds;
    private readonly InstanceCleanup cleanup;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<string, (long Generation, bool Leaving, IReadOnlyList<ResourceKind> Kinds)> served = [];
    private readonly Channel<StoredEvent> changes;
    private readonly Task following;

    public DefinitionFollower(ObjectStore store, KindRegistry kinds, RequestPipeline pipeline, TimeProvider time)
    {
        this.store = store;
        this.kinds = kinds;
        this.time = time;
        cleanup = new InstanceCleanup(store, pipeline, time);
        changes = store.Watch(Definitions, store.Version, out _)!;
        following = FollowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        store.Unwatch(Definitions, changes);
        stop.Dispose();
    }

    private async Task FollowAsync()
    {
        await Task.Yield();
        await foreach (var change in changes.Reader.ReadAllAsync(stop.Token))
        {
            if (change.Type == "DELETED")
            {
                Retire(change.Object.Name());
            }
            else if (ReferenceEquals(store.Get(Definitions, null, change.Object.Name()), change.Object))
            {
                Serve(change.Object);
            }
        }
    }

    private void Serve(JsonObject definition)
    {
        var conflict = NameConflict.Of(definition, store.List(Definitions, null).Items);
        if (conflict is null || DefinitionConditions.Is(definition.Object("status"), "Established"))
        {
            Publish(definition);
        }

        var wanted = DefinitionConditions.With(definition, conflict, Metadata.Time(time.GetUtcNow()));
        if (!JsonAccess.Same(wanted, definition))
        {
            store.TryReplace(Definitions, definition, wanted);
            return;
        }

        if (definition.BeingDeleted() && definition.Finalizers().Contains(DefinitionRules.Cleanup))
        {
            _ = cleanup.RunAsync(Definitions, definition, served.GetValueOrDefault(definition.Name()).Kinds is [var kind, ..] ? kind : null, stop.Token);
        }
    }

    private void Publish(JsonObject definition)
    {
        var (generation, leaving) = (definition.Number("metadata", "generation") ?? 0, definition.BeingDeleted());
        if (served.TryGetValue(definition.Name(), out var before) && before.Generation == generation && before.Leaving == leaving)
        {
            return;
        }

        var made = DefinedKinds.Of(definition);
        foreach (var gone in (before.Kinds ?? []).Where(b => made.All(m => m.Version != b.Version)))
        {
            kinds.Remove(gone);
        }

        foreach (var kind in made)
        {
            kinds.Add(kind);
        }

        served[definition.Name()] = (generation, leaving, made);
    }

    private void Retire(string name)
    {
        if (served.Remove(name, out var gone))
        {
            foreach (var kind in gone.Kinds)
            {
                kinds.Remove(kind);
            }
        }
    }
}
