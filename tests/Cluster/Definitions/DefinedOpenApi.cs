using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>A definition's schema as OpenAPI publishes it: with the fields every object has.</summary>
internal static class DefinedOpenApi
{
    public static JsonObject Of(JsonObject schema)
    {
        var published = schema.Copy();
        published["type"] = "object";
        var properties = published.Ensure("properties");
        properties["apiVersion"] = new JsonObject { ["type"] = "string" };
        properties["kind"] = new JsonObject { ["type"] = "string" };
        properties["metadata"] = new JsonObject { ["type"] = "object" };
        return published;
    }
}
