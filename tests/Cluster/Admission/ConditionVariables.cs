using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Admission;

/// <summary>What a condition can ask about.</summary>
internal sealed record ConditionVariables(JsonObject? Object, JsonObject? OldObject, JsonObject Request, AuthorizerQuery Authorizer)
{
    public IReadOnlyDictionary<string, JsonNode?> Extra { get; init; } = new Dictionary<string, JsonNode?>();
}
