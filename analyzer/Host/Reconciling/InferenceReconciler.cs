using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Telemetry;
using CanaryMesh.Api.Annotations;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Reconciling;

/// <summary>Keeps the inferred Canary of a Deployment whose annotation, or whose Namespace's, asks for one: there while that is, with what the annotations ask for. A Canary
/// that the team wrote is never touched.</summary>
internal sealed class InferenceReconciler(IKubeApi api, ClusterCaches caches, EventWriter events)
{
    private readonly ConcurrentDictionary<ObjectKey, string> _said = [];

    public async Task<ReconcileOutcome> TickAsync(ObjectKey key, CancellationToken cancellation)
    {
        var ns = key.Namespace;
        var deployment = caches.Deployments.Get(ns, key.Name);
        var canary = caches.CanaryOf(ns, key.Name);
        var wish = deployment is null
            ? CanaryWish.Unclear
            : CanaryWishes.Of(deployment, caches.Policies?.Namespaces.Get(null, ns), canary, caches.Policies?.Installation);
        var wanted = wish is CanaryWish.Own or CanaryWish.OfNamespace;
        Say(key, wish is CanaryWish.Declined ? null : deployment, canary);
        var result = (wanted, canary) switch
        {
            (true, null) => await CreateAsync(ns, CanaryInference.Build(deployment!, wish is CanaryWish.OfNamespace), deployment!, cancellation),
            (true, { } found) when CanaryInference.IsInferred(found) => await KeepAsync(ns, deployment!, found, cancellation),
            (false, { } found) when CanaryInference.IsInferred(found) && wish is CanaryWish.Declined => await DeleteAsync(ns, found, cancellation),
            (false, { } found) when CanaryInference.IsInferred(found) && deployment is not null => await KeepAsync(ns, deployment, found, cancellation),
            (_, { } found) when caches.CanariesOf(ns, key.Name).FirstOrDefault(each => each != found && CanaryInference.IsInferred(each)) is { } replaced => await DeleteAsync(ns, replaced, cancellation),
            _ => null,
        };
        return result is null or { Ok: true } ? ReconcileOutcome.Settled : new ReconcileOutcome.Retry($"{result.Code} {result.Reason}: {result.Message}");
    }

    private async Task<KubeResult?> CreateAsync(string ns, JsonObject canary, JsonObject deployment, CancellationToken cancellation)
    {
        var result = await api.CreateAsync(KubeKind.Canaries, ns, canary, cancellation);
        if (result.Ok && result.Object is { } created && EventSubject.Of(created) is { } about)
        {
            events.Write(new(about, false, "Inferred", CanaryInference.Describe(CanaryInference.Spec(deployment))));
        }

        // One of that name for another target: nothing of ours to overwrite.
        return result.AlreadyExists ? null : result;
    }

    private async Task<KubeResult?> KeepAsync(string ns, JsonObject deployment, JsonObject canary, CancellationToken cancellation)
    {
        if (canary.Text("metadata", "deletionTimestamp") is not null)
        {
            return null;
        }

        var wanted = JsonSerializer.SerializeToNode(CanaryInference.Kept(deployment, canary, SpecOf(canary)), ResourceJson.Default.CanarySpec);
        return JsonNode.DeepEquals(wanted, canary["spec"])
            ? null
            : await api.PatchAsync(KubeKind.Canaries, ns, canary.Text("metadata", "name")!, PatchKind.Merge, new JsonObject { ["spec"] = wanted }, null, cancellation);
    }

    private static CanarySpec? SpecOf(JsonObject canary)
    {
        try
        {
            return canary["spec"].Deserialize(ResourceJson.Default.CanarySpec);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Admission refuses these where it is reached; what came past it is said once where its author looks.
    private void Say(ObjectKey key, JsonObject? deployment, JsonObject? canary)
    {
        var isAsked = deployment is not null && (canary is null || CanaryInference.IsInferred(canary));
        var faults = isAsked ? string.Join("; ", AnnotationFaults.Of(deployment!)) : "";
        if (faults.Length == 0)
        {
            _said.TryRemove(key, out _);
            return;
        }

        if (_said.TryGetValue(key, out var before) && before == faults)
        {
            return;
        }

        _said[key] = faults;
        foreach (var about in new[] { deployment, canary }.OfType<JsonObject>().Select(EventSubject.Of).OfType<EventSubject>())
        {
            events.Write(new(about, true, "BadAnnotation", $"{faults}; the last good settings stay in force"));
        }
    }

    private async Task<KubeResult?> DeleteAsync(string ns, JsonObject canary, CancellationToken cancellation)
    {
        if (canary.Text("metadata", "deletionTimestamp") is not null)
        {
            return null;
        }

        var result = await api.DeleteAsync(KubeKind.Canaries, ns, canary.Text("metadata", "name")!, new(Uid: canary.Text("metadata", "uid")), cancellation);
        return result.NotFound ? null : result;
    }
}
