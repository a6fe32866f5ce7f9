using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Node;

/// <summary>The last step of a pod's deletion, which is the node's.</summary>
internal static class PodDeletion
{
    public static async Task FinishAsync(NodeServices services, JsonObject pod)
    {
        var (@namespace, name) = (ObjectMeta.Namespace(pod), ObjectMeta.Name(pod));
        try
        {
            await services.Api.DeleteAsync(NodeKinds.Pods, @namespace, name, ObjectMeta.Uid(pod), 0, null, services.Identity, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (ApiException refused)
        {
            NodeLog.Refused(services.Log, $"deletion of {@namespace}/{name}", refused.Message);
        }
    }
}
