using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Host.Tests.Leadership;

/// <summary>An API server whose patches are not answered before the test says so.</summary>
internal sealed class HangingApi : IKubeApi
{
    private readonly TaskCompletionSource<KubeResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Cancelled { get; private set; }

    public void Answer() => _answer.SetResult(new(200, [], "", ""));

    public async Task<KubeResult> PatchAsync(KubeKind kind, string? ns, string name, PatchKind patchKind, JsonNode patch, string? subresource, CancellationToken cancellation)
    {
        try
        {
            return await _answer.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Cancelled = true;
            throw;
        }
    }

    public Task<KubeResult> GetAsync(KubeKind kind, string? ns, string name, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<KubeResult> ListAsync(KubeKind kind, string? ns, string? labelSelector, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<KubeResult> CreateAsync(KubeKind kind, string? ns, JsonObject body, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<KubeResult> UpdateAsync(KubeKind kind, string? ns, string name, JsonObject body, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<KubeResult> DeleteAsync(KubeKind kind, string? ns, string name, DeleteOptions? options, CancellationToken cancellation) => throw new NotSupportedException();
}
