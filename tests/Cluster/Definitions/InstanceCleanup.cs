using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Deletes the objects of a definition that is deleted, waits for their finalizers, and lets the definition go.</summary>
internal sealed class InstanceCleanup(ObjectStore store, RequestPipeline pipeline, TimeProvider time)
{
    private static readonly Identity Actor = new("system:apiserver", ["system:masters", "system:authenticated"]);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    public async Task RunAsync(GroupResource definitions, JsonObject definition, ResourceKind? kind, CancellationToken cancel)
    {
        if (kind is not null)
        {
            await EmptyAsync(kind, cancel);
        }

        Release(definitions, definition.Name(), definition.Uid());
    }

    private async Task EmptyAsync(ResourceKind kind, CancellationToken cancel)
    {
        var changes = store.Watch(kind.Storage, store.Version, out _)!;
        try
        {
            while (store.List(kind.Storage, null).Items is { Count: > 0 } left)
            {
                foreach (var instance in left.Where(i => !i.BeingDeleted()))
                {
                    await DeleteAsync(kind, instance, cancel);
                }

                await Task.WhenAny(changes.Reader.WaitToReadAsync(cancel).AsTask(), Task.Delay(Again, time, cancel));
                cancel.ThrowIfCancellationRequested();
                while (changes.Reader.TryRead(out _))
                {
                }
            }
        }
        finally
        {
            store.Unwatch(kind.Storage, changes);
        }
    }

    private async Task DeleteAsync(ResourceKind kind, JsonObject instance, CancellationToken cancel)
    {
        try
        {
            await pipeline.DeleteAsync(new ResourceRequest(kind, instance.Namespace(), instance.Name(), null, Actor, WriteOptions.None), new DeleteOptions(), cancel);
        }
        catch (ApiException)
        {
            // Refused or already gone: the next round sees which.
        }
    }

    private void Release(GroupResource definitions, string name, string uid)
    {
        while (store.Get(definitions, null, name) is { } current && current.Uid() == uid && current.Finalizers().Contains(DefinitionRules.Cleanup))
        {
            var released = current.Copy();
            string[] others = [.. current.Finalizers().Where(f => f != DefinitionRules.Cleanup)];
            if (others.Length > 0)
            {
                released.Meta()["finalizers"] = new JsonArray([.. others.Select(f => JsonValue.Create(f))]);
                store.TryReplace(definitions, current, released);
                continue;
            }

            released.Meta().Remove("finalizers");
            store.TryDelete(definitions, current, released);
        }
    }
}
