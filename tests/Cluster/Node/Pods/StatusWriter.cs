using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Node;

/// <summary>Writes a pod's status if it has changed.</summary>
internal static class StatusWriter
{
    private const int Attempts = 10;
    private const int Conflict = 409;
    private const int NotFound = 404;

    public static async Task WriteAsync(NodeServices services, JsonObject pod, Func<PodSnapshot> snapshot, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts && !await TryWriteAsync(services, pod, snapshot, cancel).ConfigureAwait(false); attempt++)
        {
            await Task.Yield();
        }
    }

    // False if the pod has changed meanwhile.
    private static async Task<bool> TryWriteAsync(NodeServices services, JsonObject pod, Func<PodSnapshot> snapshot, CancellationToken cancel)
    {
        var (@namespace, name) = (ObjectMeta.Namespace(pod), ObjectMeta.Name(pod));
        if (services.Api.Get(NodeKinds.Pods, @namespace, name) is not { } current || ObjectMeta.Uid(current) != ObjectMeta.Uid(pod))
        {
            return true;
        }

        var updated = PodStatusText.Apply(current, snapshot(), services.Time.GetUtcNow());
        if (JsonNode.DeepEquals(updated, current))
        {
            return true;
        }

        try
        {
            await services.Api.UpdateAsync(NodeKinds.Pods, updated, "status", services.Identity, cancel).ConfigureAwait(false);
            return true;
        }
        catch (ApiException refused) when (refused.Code == Conflict)
        {
            return false;
        }
        catch (ApiException refused)
        {
            if (refused.Code != NotFound)
            {
                NodeLog.Refused(services.Log, $"status of {@namespace}/{name}", refused.Message);
            }

            return true;
        }
    }
}
