using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Onboarding;
using k8s;

namespace CanaryMesh.Webhook.Kubernetes;

/// <summary>One bounded LIST of a namespace's Services.</summary>
internal sealed partial class KubernetesServices(IKubernetes client, ILogger<KubernetesServices> logger) : IServiceSource
{
    private const int Most = 500;

    public async ValueTask<IReadOnlyList<JsonObject>?> ListAsync(string @namespace, CancellationToken cancellation)
    {
        try
        {
            var list = await client.CoreV1.ListNamespacedServiceAsync(@namespace, limit: Most, cancellationToken: cancellation);
            return [.. list.Items.Select(service => (JsonObject)JsonNode.Parse(KubernetesJson.Serialize(service))!)];
        }
        catch (Exception exception) when (KubernetesFaults.IsFault(exception))
        {
            LogFailed(@namespace, KubernetesFaults.Describe(exception));
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "the Services of {Namespace} could not be listed: {Fault}")]
    private partial void LogFailed(string @namespace, string fault);
}
