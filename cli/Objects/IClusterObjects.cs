using System.Text.Json.Nodes;

namespace CanaryMesh.Cli.Objects;

/// <summary>Raw objects of a cluster. A kind that is not served is answered as not found.</summary>
internal interface IClusterObjects
{
    Task<Answer<JsonObject>> GetAsync(ObjectRef thing, CancellationToken stop);

    /// <summary>A document of the API server that is no object, such as version or apis/apps/v1.</summary>
    Task<Answer<JsonObject>> DocumentAsync(string path, CancellationToken stop);

    /// <summary>All of a kind, of one namespace or of all.</summary>
    Task<Answer<IReadOnlyList<JsonObject>>> ListAsync(ObjectKind kind, string? namespaceName, CancellationToken stop);

    /// <summary>What is said about the objects, and nothing of what is in them.</summary>
    Task<Answer<IReadOnlyList<JsonObject>>> ListMetadataAsync(ObjectKind kind, string? namespaceName, CancellationToken stop);

    /// <summary>An object is a merge patch, a list a JSON patch.</summary>
    Task<Answer<JsonObject>> PatchAsync(ObjectRef thing, JsonNode patch, CancellationToken stop);

    Task<Answer<JsonObject>> CreateAsync(ObjectKind kind, JsonObject body, CancellationToken stop);

    Task<Answer<JsonObject>> DeleteAsync(ObjectRef thing, CancellationToken stop);
}
