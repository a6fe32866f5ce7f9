using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>The API server, in raw JSON so that fields this build does not know survive. Nothing here throws for an answer or its absence;
/// only the caller's own cancellation does.</summary>
internal interface IKubeApi
{
    Task<KubeResult> GetAsync(KubeKind kind, string? ns, string name, CancellationToken cancellation);

    Task<KubeResult> ListAsync(KubeKind kind, string? ns, string? labelSelector, CancellationToken cancellation);

    Task<KubeResult> CreateAsync(KubeKind kind, string? ns, JsonObject body, CancellationToken cancellation);

    Task<KubeResult> UpdateAsync(KubeKind kind, string? ns, string name, JsonObject body, CancellationToken cancellation);

    Task<KubeResult> PatchAsync(
        KubeKind kind, string? ns, string name, PatchKind patchKind, JsonNode patch, string? subresource, CancellationToken cancellation);

    Task<KubeResult> DeleteAsync(KubeKind kind, string? ns, string name, DeleteOptions? options, CancellationToken cancellation);
}
