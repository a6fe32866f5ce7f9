using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Requests;

/// <summary>What may change a request's object, and then what may refuse it.</summary>
internal interface IAdmission
{
    Task<JsonObject> MutateAsync(ResourceRequest request, string operation, JsonObject? changed, JsonObject? old, JsonObject options, CancellationToken cancel);

    Task ValidateAsync(ResourceRequest request, string operation, JsonObject? changed, JsonObject? old, JsonObject options, CancellationToken cancel);
}
