using System.Text.Json.Nodes;
using System.Threading.Channels;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Host.Tests.Telemetry;

/// <summary>An API server that takes events and tells of each.</summary>
internal sealed class EventCalls : IKubeApi
{
    public Channel<(string Verb, JsonNode Body)> Calls { get; } = Channel.CreateUnbounded<(string, JsonNode)>();

    public KubeResult PatchAnswer { get; set; } = new(200, [], "", "");

    public Task<KubeResult> CreateAsync(KubeKind kind, string? ns, JsonObject body, CancellationToken cancellation)
    {
        Calls.Writer.TryWrite(("create", body));
        return Task.FromResult(new KubeResult(201, body, "", ""));
    }

    public Task<KubeResult> PatchAsync(
        KubeKind kind, string? ns, string name, PatchKind patchKind, JsonNode patch, string? subresource, CancellationToken cancellation)
    {
        Calls.Writer.TryWrite(("patch", patch));
        return Task.FromResult(PatchAnswer);
    }

    public Task<KubeResult> GetAsync(KubeKind kind, string? ns, string name, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<KubeResult> ListAsync(KubeKind kind, string? ns, string? labelSelector, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<KubeResult> UpdateAsync(KubeKind kind, string? ns, string name, JsonObject body, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<KubeResult> DeleteAsync(KubeKind kind, string? ns, string name, DeleteOptions? options, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
