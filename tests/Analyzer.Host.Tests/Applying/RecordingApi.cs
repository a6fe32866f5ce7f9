using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

/// <summary>An API server that says yes to everything, or what it is told to, and remembers what was asked.</summary>
internal sealed class RecordingApi : IKubeApi
{
    public List<string> Calls { get; } = [];

    public List<JsonNode> Patches { get; } = [];

    public List<JsonObject> Made { get; } = [];

    /// <summary>Whole objects that were sent.</summary>
    public List<JsonObject> Bodies { get; } = [];

    public Func<string, KubeResult?> Answer { get; set; } = _ => null;

    public Task<KubeResult> GetAsync(KubeKind kind, string? ns, string name, CancellationToken cancellation) => Note($"get {kind.Plural}/{name}{(kind.MetadataOnly ? " metadata" : "")}", []);

    public Task<KubeResult> ListAsync(KubeKind kind, string? ns, string? labelSelector, CancellationToken cancellation) => Note($"list {kind.Plural}", []);

    public Task<KubeResult> CreateAsync(KubeKind kind, string? ns, JsonObject body, CancellationToken cancellation)
    {
        Made.Add(body);
        Bodies.Add(body);
        return Note($"create {kind.Plural}/{(string?)body["metadata"]!["name"]}", body);
    }

    public Task<KubeResult> UpdateAsync(KubeKind kind, string? ns, string name, JsonObject body, CancellationToken cancellation)
    {
        Bodies.Add(body);
        return Note($"update {kind.Plural}/{name}", body);
    }

    public Task<KubeResult> PatchAsync(KubeKind kind, string? ns, string name, PatchKind patchKind, JsonNode patch, string? subresource, CancellationToken cancellation)
    {
        Patches.Add(patch);
        return Note($"patch {kind.Plural}/{name}{(subresource is null ? "" : "/" + subresource)}", []);
    }

    public Task<KubeResult> DeleteAsync(KubeKind kind, string? ns, string name, DeleteOptions? options, CancellationToken cancellation) =>
        Note($"delete {kind.Plural}/{name} {options?.Uid}", []);

    private Task<KubeResult> Note(string call, JsonObject answer)
    {
        lock (Calls)
        {
            Calls.Add(call);
        }

        return Task.FromResult(Answer(call) ?? new KubeResult(200, answer, "", ""));
    }
}
