using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Checking;
using k8s;

namespace CanaryMesh.Webhook.Kubernetes;

/// <summary>Asked only when an AlertProvider is written, for a warning: no answer is no warning.</summary>
internal sealed partial class KubernetesCanaries(IKubernetes client, ILogger<KubernetesCanaries> logger) : ICanarySource
{
    private const int Page = 500;

    /// <summary>Longest wait for the list: a warning is not worth the whole time of a review.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    public async ValueTask<IReadOnlyList<JsonObject>?> ListAsync(CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(Patience);
        try
        {
            var found = new List<JsonObject>();
            string? next = null;
            do
            {
                var answer = await client.CustomObjects.ListClusterCustomObjectAsync(
                    ResourceNames.Group, ResourceNames.Version, ResourceNames.Canaries, limit: Page, continueParameter: next, cancellationToken: end.Token);
                var list = answer is JsonElement element ? JsonSerializer.SerializeToNode(element) : null;
                found.AddRange(list.Objects("items"));
                next = list.Text("metadata", "continue");
            }
            while (!string.IsNullOrEmpty(next));
            return found;
        }
        catch (Exception exception) when (KubernetesFaults.IsFault(exception))
        {
            LogFailed(KubernetesFaults.Describe(exception));
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "the Canaries could not be listed: {Fault}")]
    private partial void LogFailed(string fault);
}
