using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Configuration;
using k8s;

namespace CanaryMesh.Webhook.Kubernetes;

/// <summary>Asked only when an AlertProvider is written, for a warning: no answer is no warning.</summary>
internal sealed partial class KubernetesCanaries(IKubernetes client, Surroundings surroundings, ILogger<KubernetesCanaries> logger) : ICanarySource
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
            string?[] namespaces = surroundings.Watched.Count > 0 ? [.. surroundings.Watched] : [null];
            foreach (var ns in namespaces)
            {
                await ListAsync(ns, found, end.Token);
            }

            return found;
        }
        catch (Exception exception) when (KubernetesFaults.IsFault(exception))
        {
            LogFailed(KubernetesFaults.Describe(exception));
            return null;
        }
    }

    private async Task ListAsync(string? ns, List<JsonObject> found, CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            var answer = ns is null
                ? await client.CustomObjects.ListClusterCustomObjectAsync(
                    ResourceNames.Group, ResourceNames.Version, ResourceNames.Canaries, limit: Page, continueParameter: next, cancellationToken: cancellation)
                : await client.CustomObjects.ListNamespacedCustomObjectAsync(
                    ResourceNames.Group, ResourceNames.Version, ns, ResourceNames.Canaries, limit: Page, continueParameter: next, cancellationToken: cancellation);
            var list = answer is JsonElement element ? JsonSerializer.SerializeToNode(element) : null;
            found.AddRange(list.Objects("items"));
            next = list.Text("metadata", "continue");
        }
        while (!string.IsNullOrEmpty(next));
    }

    [LoggerMessage(LogLevel.Warning, "the Canaries could not be listed: {Fault}")]
    private partial void LogFailed(string fault);
}
