using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.ReplicaSets;

/// <summary>Makes and removes pods of an owner, and tells of it.</summary>
internal sealed class PodControl(IClusterApi api, EventRecorder events, ControllerKind kind, Identity actor)
{
    private const int MostAtOnce = 500;

    /// <summary>Makes pods in batches that double, so that a refusal is met once and not for all. The first refusal, or null.</summary>
    public async Task<string?> CreateAsync(JsonObject owner, Func<JsonObject> build, int count, CancellationToken cancel)
    {
        var left = Math.Min(count, MostAtOnce);
        for (var batch = 1; left > 0; batch *= 2)
        {
            var size = Math.Min(batch, left);
            var refusals = await Task.WhenAll(Enumerable.Range(0, size).Select(_ => CreateOneAsync(owner, build(), cancel)));
            if (refusals.OfType<string>().FirstOrDefault() is { } refusal)
            {
                return refusal;
            }

            left -= size;
        }

        return null;
    }

    public async Task<string?> DeleteAsync(JsonObject owner, IEnumerable<JsonObject> pods, CancellationToken cancel)
    {
        var refusals = await Task.WhenAll(pods.Take(MostAtOnce).Select(p => DeleteOneAsync(owner, p, cancel)));
        return refusals.OfType<string>().FirstOrDefault();
    }

    private async Task<string?> CreateOneAsync(JsonObject owner, JsonObject pod, CancellationToken cancel)
    {
        try
        {
            var made = await api.CreateAsync(Resources.Pods, owner.Namespace(), pod, actor, cancel);
            events.Normal(kind, owner, "SuccessfulCreate", $"Created pod: {made.Name()}");
            return null;
        }
        catch (ApiException e) when (e.Details.Objects("causes").Any(c => c.Text("reason") == "NamespaceTerminating"))
        {
            // Everything of this namespace goes; no pod is missing.
            return null;
        }
        catch (ApiException e)
        {
            events.Warning(kind, owner, "FailedCreate", $"Error creating: {e.Message}");
            return e.Message;
        }
    }

    private async Task<string?> DeleteOneAsync(JsonObject owner, JsonObject pod, CancellationToken cancel)
    {
        try
        {
            await api.DeleteAsync(Resources.Pods, owner.Namespace(), pod.Name(), pod.Uid(), null, null, actor, cancel);
            events.Normal(kind, owner, "SuccessfulDelete", $"Deleted pod: {pod.Name()}");
            return null;
        }
        catch (ApiException e) when (e.Code == 404)
        {
            return null;
        }
        catch (ApiException e)
        {
            events.Warning(kind, owner, "FailedDelete", $"Error deleting: {e.Message}");
            return e.Message;
        }
    }
}
