using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Onboarding;
using k8s;

namespace CanaryMesh.Webhook.Kubernetes;

internal sealed partial class KubernetesPolicies(IKubernetes client, ILogger<KubernetesPolicies> logger) : IPolicySource
{
    public async ValueTask<IReadOnlyList<JsonObject>?> ListAsync(string @namespace, CancellationToken cancellation)
    {
        try
        {
            var list = await client.NetworkingV1.ListNamespacedNetworkPolicyAsync(@namespace, cancellationToken: cancellation);
            return list.Items.Select(policy => (JsonObject)JsonNode.Parse(KubernetesJson.Serialize(policy))!).ToList();
        }
        catch (Exception exception) when (KubernetesFaults.IsFault(exception))
        {
            LogFailed(@namespace, KubernetesFaults.Describe(exception));
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "the NetworkPolicies of {Namespace} could not be listed: {Fault}")]
    private partial void LogFailed(string @namespace, string fault);
}
