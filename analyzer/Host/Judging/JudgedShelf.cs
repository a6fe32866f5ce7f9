using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Keeps what was found of judged versions, behind the ticks' back: no decision waits for it, and what could not be written is tried
/// again at the next tick.</summary>
internal sealed partial class JudgedShelf(IKubeApi api, TimeProvider time, ILogger<JudgedShelf> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<RolloutKey, List<JudgedSlot>> _slots = [];

    /// <summary>Never waits.</summary>
    public void Keep(RolloutKey key, JudgedPlace place, JudgedContent content)
    {
        var slots = _slots.GetOrAdd(key, _ => []);
        var slot = slots.Find(each => each.Place.Key == place.Key);
        if (slot is null)
        {
            slots.RemoveAll(each => each.IsDone);
            slots.Add(slot = new(place));
        }

        slot.Want(place, content);
    }

    /// <summary>Begins to write what is not written yet; false if there was nothing. The task ends with the writes.</summary>
    public bool Flush(RolloutKey key, out Task written)
    {
        var writes = _slots.GetValueOrDefault(key)?.Select(slot => (Slot: slot, Content: slot.Begin(time.GetUtcNow()))).Where(each => each.Content is not null).Select(each => WriteAsync(key, each.Slot, each.Content!)).ToList() ?? [];
        written = Task.WhenAll(writes);
        return writes.Count > 0;
    }

    /// <summary>Something is still to be written: somebody has to come back for it.</summary>
    public bool IsBehind(RolloutKey key) => _slots.GetValueOrDefault(key)?.Exists(slot => !slot.IsDone) == true;

    public void Forget(RolloutKey key) => _slots.TryRemove(key, out _);

    public void ForgetAll() => _slots.Clear();

    private async Task WriteAsync(RolloutKey key, JudgedSlot slot, JudgedContent content)
    {
        await Task.Yield();
        var (written, version) = ((JudgedContent?)null, (string?)null);
        try
        {
            var result = await SendAsync(slot, content);
            if (slot.IsForeign)
            {
                LogForeign(key.ToString(), slot.Place.Key.Name);
            }
            else if (result.Ok)
            {
                (written, version) = (content, result.Object.Text("metadata", "resourceVersion"));
            }
            else
            {
                LogUnwritten(key.ToString(), slot.Place.Key.Name, result.Code, result.Reason, result.Message);
            }
        }
        catch (OperationCanceledException)
        {
            LogUnwritten(key.ToString(), slot.Place.Key.Name, 0, KubeResult.UnreachableReason, "no answer in time");
        }
        catch (Exception exception) when (KubeApi.IsTransport(exception) || exception is InvalidOperationException)
        {
            LogUnwritten(key.ToString(), slot.Place.Key.Name, 0, KubeResult.UnreachableReason, exception.Message);
        }
        finally
        {
            // Whatever happened, it must not stay the one that is being written.
            slot.End(written, version, time.GetUtcNow());
        }
    }

    private async Task<KubeResult> SendAsync(JudgedSlot slot, JudgedContent content)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        return slot.Version is { } version ? await PatchAsync(slot, content, version, patience.Token) : await PutAsync(slot, content, patience.Token);
    }

    private async Task<KubeResult> PutAsync(JudgedSlot slot, JudgedContent content, CancellationToken cancellation)
    {
        var (ns, name) = (slot.Place.Key.Namespace, slot.Place.Key.Name);
        var found = await api.GetAsync(KubeKind.ConfigMaps, ns, name, cancellation);
        if (found.NotFound)
        {
            var made = await api.CreateAsync(KubeKind.ConfigMaps, ns, JudgedMap.Build(slot.Place, content), cancellation);
            if (made.Ok)
            {
                await PruneAsync(slot.Place, cancellation);
            }

            return made;
        }

        if (found.Object is not { } there)
        {
            return found;
        }

        if (!JudgedMap.IsOurs(there))
        {
            slot.GiveUp();
            return found;
        }

        return await PatchAsync(slot, content, there.Text("metadata", "resourceVersion"), cancellation);
    }

    private Task<KubeResult> PatchAsync(JudgedSlot slot, JudgedContent content, string? version, CancellationToken cancellation) =>
        api.PatchAsync(KubeKind.ConfigMaps, slot.Place.Key.Namespace, slot.Place.Key.Name, PatchKind.Merge, JudgedMap.Patch(slot.Place, content, version), null, cancellation);

    // The next new one tries again where this is refused.
    private async Task PruneAsync(JudgedPlace place, CancellationToken cancellation)
    {
        var list = await api.ListAsync(KubeKind.ConfigMaps with { MetadataOnly = true }, place.Key.Namespace, $"{AnnotationNames.Judged}={place.Label}", cancellation);
        foreach (var map in JudgedMap.TooMany(list.Items(), place.Key.Name))
        {
            await api.DeleteAsync(KubeKind.ConfigMaps, place.Key.Namespace, map.Text("metadata", "name")!, new(Uid: map.Text("metadata", "uid")), cancellation);
        }
    }
}
