using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Serves what definitions define, says so in their status, and clears up after them.</summary>
internal sealed class DefinitionWatcher(ObjectStore store, KindRegistry kinds, TimeProvider time)
{
    private const string Cleanup = "customresourcecleanup.apiextensions.k8s.io";
    private static readonly GroupResource Definitions = new("apiextensions.k8s.io", "customresourcedefinitions");

    private readonly Dictionary<string, List<ResourceKind>> served = [];

    public async Task RunAsync(CancellationToken cancel)
    {
        var all = store.List(Definitions, null);
        foreach (var definition in all.Items)
        {
            Serve(definition);
        }

        var changes = store.Watch(Definitions, all.ResourceVersion, out _)!;
        try
        {
            await foreach (var change in changes.Reader.ReadAllAsync(cancel))
            {
                Note(change);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            store.Unwatch(Definitions, changes);
        }
    }

    private void Note(StoredEvent change)
    {
        if (change.Type == "DELETED")
        {
            Withdraw(change.Object.Name());
        }
        else if (store.Get(Definitions, null, change.Object.Name()) is { } definition && definition.Uid() == change.Object.Uid())
        {
            Serve(definition);
        }
    }

    private void Serve(JsonObject definition)
    {
        if (definition.BeingDeleted())
        {
            CleanUp(definition);
            return;
        }

        List<ResourceKind> made = [.. DefinitionKinds.Of(definition)];
        var taken = Taken(definition, made);
        if (taken is null)
        {
            var known = served.GetValueOrDefault(definition.Name(), []);
            foreach (var gone in known.Where(k => made.All(m => m.Version != k.Version)))
            {
                kinds.Remove(gone);
            }

            served[definition.Name()] = made;
            made.ForEach(kinds.Add);
        }

        var changed = DefinitionStatus.Of(definition, taken, time.GetUtcNow());
        if (!JsonAccess.Same(changed, definition))
        {
            store.TryReplace(Definitions, definition, changed);
        }
    }

    private string? Taken(JsonObject definition, List<ResourceKind> made)
    {
        var other = made.Count == 0 ? null : kinds.All.FirstOrDefault(k => k.Group == made[0].Group && k.Kind == made[0].Kind && k.Plural != made[0].Plural);
        return other is null || !served.Any(s => s.Key != definition.Name() && s.Value.Contains(other)) ? null : $"\"{made[0].Kind}\" is already in use";
    }

    private void CleanUp(JsonObject definition)
    {
        var resource = new GroupResource(definition.Text("spec", "group") ?? "", definition.Text("spec", "names", "plural") ?? "");
        foreach (var o in store.List(resource, null).Items)
        {
            if (o.Finalizers().Count == 0)
            {
                store.TryDelete(resource, o);
            }
            else if (!o.BeingDeleted())
            {
                var marked = o.Copy();
                marked.Meta()["deletionTimestamp"] = Metadata.Time(time.GetUtcNow());
                marked.Meta()["deletionGracePeriodSeconds"] = 0;
                store.TryReplace(resource, o, marked);
            }
        }

        if (store.List(resource, null).Items.Count == 0 && definition.Finalizers() is [Cleanup])
        {
            Withdraw(definition.Name());
            store.TryDelete(Definitions, definition);
        }
    }

    private void Withdraw(string name)
    {
        if (served.Remove(name, out var kindsMade))
        {
            kindsMade.ForEach(kinds.Remove);
        }
    }
}
