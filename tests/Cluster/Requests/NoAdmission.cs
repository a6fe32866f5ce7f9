using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Requests;

/// <summary>Lets everything through.</summary>
internal sealed class NoAdmission : IAdmission
{
    public Task<JsonObject> MutateAsync(ResourceRequest request, string operation, JsonObject? changed, JsonObject? old, JsonObject options, CancellationToken cancel) =>
        Task.FromResult(changed ?? []);

    public Task ValidateAsync(ResourceRequest request, string operation, JsonObject? changed, JsonObject? old, JsonObject options, CancellationToken cancel) =>
        Task.CompletedTask;
}
