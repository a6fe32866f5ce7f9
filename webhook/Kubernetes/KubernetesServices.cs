using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Onboarding;
using k8s;

namespace CanaryMesh.Webhook.Kubernetes;

/// <summary>A namespace's Services, page by page: a plan made from some of them would leave the rest unsplit without a word.</summary>
internal sealed partial class KubernetesServices(IKubernetes client, ILogger<KubernetesServices> logger) : IServiceSource
{
    private const int Page = 500;

    public async ValueTask<IReadOnlyList<JsonObject>?> ListAsync(string @namespace, CancellationToken cancellation)
    {
        try
        {
            var found = new List<JsonObject>();
            string? next = null;
            do
            {
                var list = await client.CoreV1.ListNamespacedServiceAsync(@namespace, limit: Page, continueParameter: next, cancellationToken: cancellation);
                found.AddRange(list.Items.Select(service => (JsonObject)JsonNode.Parse(KubernetesJson.Serialize(service))!));
                next = list.Metadata?.ContinueProperty;
            }
            while (!string.IsNullOrEmpty(next));
            return found;
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
