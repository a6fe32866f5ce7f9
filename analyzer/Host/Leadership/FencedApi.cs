using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Leadership;

/// <summary>The API server as a leader's work sees it: what it decided is written only while its Lease stands.</summary>
internal sealed class FencedApi(IKubeApi api, LeaseFence fence) : IKubeApi
{
    private static readonly KubeResult Refused = KubeResult.NoAnswer("the Lease was not renewed in time: another may lead, so nothing is written");
    private static readonly KubeResult RanOut = KubeResult.NoAnswer("the Lease ran out before the API server answered: another may lead, so the write is given up");

    public Task<KubeResult> GetAsync(KubeKind kind, string? ns, string name, CancellationToken cancellation) => api.GetAsync(kind, ns, name, cancellation);

    public Task<KubeResult> ListAsync(KubeKind kind, string? ns, string? labelSelector, CancellationToken cancellation) =>
        api.ListAsync(kind, ns, labelSelector, cancellation);

    public Task<KubeResult> CreateAsync(KubeKind kind, string? ns, JsonObject body, CancellationToken cancellation) =>
        FencedAsync(within => api.CreateAsync(kind, ns, body, within), cancellation);

    public Task<KubeResult> UpdateAsync(KubeKind kind, string? ns, string name, JsonObject body, CancellationToken cancellation) =>
        FencedAsync(within => api.UpdateAsync(kind, ns, name, body, within), cancellation);

    public Task<KubeResult> PatchAsync(
        KubeKind kind, string? ns, string name, PatchKind patchKind, JsonNode patch, string? subresource, CancellationToken cancellation) =>
        FencedAsync(within => api.PatchAsync(kind, ns, name, patchKind, patch, subresource, within), cancellation);

    public Task<KubeResult> DeleteAsync(KubeKind kind, string? ns, string name, DeleteOptions? options, CancellationToken cancellation) =>
        FencedAsync(within => api.DeleteAsync(kind, ns, name, options, within), cancellation);

    // A write begun just before the Lease is lost must not outlast it: the one who takes over next acts when it runs out.
    private async Task<KubeResult> FencedAsync(Func<CancellationToken, Task<KubeResult>> write, CancellationToken cancellation)
    {
        if (!fence.Stands)
        {
            return Refused;
        }

        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var writing = write(within.Token);
        await Task.WhenAny(writing, fence.RunOutAsync(within.Token));
        await within.CancelAsync();
        try
        {
            return await writing;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return RanOut;
        }
    }
}
