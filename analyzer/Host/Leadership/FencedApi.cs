using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Leadership;

/// <summary>The API server as a leader's work sees it: what it decided is written only while its Lease stands.</summary>
internal sealed class FencedApi(IKubeApi api, LeaseFence fence) : IKubeApi
{
    private static readonly KubeResult Refused = KubeResult.NoAnswer("the Lease was not renewed in time: another may lead, so nothing is written");

    public Task<KubeResult> GetAsync(KubeKind kind, string? ns, string name, CancellationToken cancellation) => api.GetAsync(kind, ns, name, cancellation);

    public Task<KubeResult> ListAsync(KubeKind kind, string? ns, string? labelSelector, CancellationToken cancellation) =>
        api.ListAsync(kind, ns, labelSelector, cancellation);

    public Task<KubeResult> CreateAsync(KubeKind kind, string? ns, JsonObject body, CancellationToken cancellation) =>
        Fenced(() => api.CreateAsync(kind, ns, body, cancellation));

    public Task<KubeResult> UpdateAsync(KubeKind kind, string? ns, string name, JsonObject body, CancellationToken cancellation) =>
        Fenced(() => api.UpdateAsync(kind, ns, name, body, cancellation));

    public Task<KubeResult> PatchAsync(
        KubeKind kind, string? ns, string name, PatchKind patchKind, JsonNode patch, string? subresource, CancellationToken cancellation) =>
        Fenced(() => api.PatchAsync(kind, ns, name, patchKind, patch, subresource, cancellation));

    public Task<KubeResult> DeleteAsync(KubeKind kind, string? ns, string name, DeleteOptions? options, CancellationToken cancellation) =>
        Fenced(() => api.DeleteAsync(kind, ns, name, options, cancellation));

    private Task<KubeResult> Fenced(Func<Task<KubeResult>> write) => fence.Stands ? write() : Task.FromResult(Refused);
}
