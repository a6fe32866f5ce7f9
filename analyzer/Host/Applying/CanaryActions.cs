using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Telemetry;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Effects on the Canary itself: finalizer, status, and what is said aloud.</summary>
internal sealed class CanaryActions(IKubeApi api, EventWriter events, StatusMemory memory, TimeProvider time)
{
    private const string WriteRefused = "WriteRefused";

    // Weight 0 waits for the record no longer than this.
    private static readonly TimeSpan PatienceWithRecord = TimeSpan.FromSeconds(1);

    public Task<KubeResult> AddFinalizerAsync(RolloutWorld world, CancellationToken cancellation) =>
        FinalizersAsync(world, Finalizers(world).Append(AnnotationNames.LeaveFinalizer), cancellation);

    public async Task<KubeResult> RemoveFinalizerAsync(RolloutWorld world, CancellationToken cancellation) =>
        ActionResult.Forgive(await FinalizersAsync(world, Finalizers(world), cancellation));

    /// <summary>A decision, on record before it is carried out. Another write to the Canary in between is a new tick; an API server that does not
    /// answer holds nothing up: the decision stands in memory until it can be written.</summary>
    public async Task<KubeResult> DecideAsync(RolloutWorld world, RolloutPlan plan, CancellationToken cancellation)
    {
        memory.Decided(world.Seen.Key, plan.Status);
        using var patience = new CancellationTokenSource(PatienceWithRecord, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            var result = await RecordAsync(world, plan, both.Token);
            if (result.IsConflict)
            {
                memory.Undecided(world.Seen.Key);
                return result;
            }

            return ActionResult.Nothing;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ActionResult.Nothing;
        }
    }

    /// <summary>The record, last, and only if the Canary is still the one that was read or written by this tick.</summary>
    public async Task<KubeResult> RecordAsync(RolloutWorld world, RolloutPlan plan, CancellationToken cancellation)
    {
        var seen = world.Seen;
        var canary = memory.Newest(seen.Key, world.Canary);
        var applied = seen.Routes.Settled ? seen.Routes.Served : seen.Routes.Asked is null ? seen.Routes.Served : null;
        if (StatusWriter.Patch(canary, plan.Status, applied, time.GetUtcNow(), plan.LookAgainAfter) is not { } patch)
        {
            return ActionResult.Nothing;
        }

        patch["metadata"] = new JsonObject { ["resourceVersion"] = canary.Text("metadata", "resourceVersion") };
        var result = await api.PatchAsync(KubeKind.Canaries, seen.Key.Namespace, seen.Key.Name, PatchKind.Merge, patch, "status", cancellation);
        if (result is { Ok: true, Object: { } written })
        {
            memory.Wrote(seen.Key, written);
        }

        return result.NotFound ? ActionResult.Nothing : result;
    }

    public void Announce(RolloutWorld world, RolloutAction.Announce action) => Tell(world, action.Warning, action.Reason.ToString(), action.Message);

    /// <summary>Whether the API server refused for good, which is told in its own words; a conflict is a new tick.</summary>
    public bool TellRefusal(RolloutWorld world, KubeResult result, string what)
    {
        if (result.Code is < 400 or >= 500 || result.IsConflict)
        {
            return false;
        }

        Tell(world, true, WriteRefused, $"The API server refused {what}: {(result.Message.Length > 0 ? result.Message : result.Reason)}");
        return true;
    }

    private void Tell(RolloutWorld world, bool isWarning, string reason, string message)
    {
        foreach (var subject in new[] { world.Canary, world.Target })
        {
            if (subject is not null && EventSubject.Of(subject) is { } about)
            {
                events.Write(new(about, isWarning, reason, message));
            }
        }
    }

    private async Task<KubeResult> FinalizersAsync(RolloutWorld world, IEnumerable<string> finalizers, CancellationToken cancellation)
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = world.Canary.Text("metadata", "resourceVersion"),
                ["finalizers"] = new JsonArray([.. finalizers.Select(each => (JsonNode)each)]),
            },
        };
        var result = await api.PatchAsync(KubeKind.Canaries, world.Seen.Key.Namespace, world.Seen.Key.Name, PatchKind.Merge, patch, null, cancellation);
        if (result is { Ok: true, Object: { } written })
        {
            memory.Wrote(world.Seen.Key, written);
        }

        return result;
    }

    private static IEnumerable<string> Finalizers(RolloutWorld world) =>
        (world.Canary.At("metadata", "finalizers") as JsonArray ?? []).Select(each => (string?)each).OfType<string>().Where(each => each != AnnotationNames.LeaveFinalizer);
}
