using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>What of an object is written by people and by us; its status and the API server's own bookkeeping are not.</summary>
internal static class RouteContent
{
    private static readonly string[] Metadata = ["labels", "annotations", "ownerReferences"];

    public static bool IsSame(JsonObject one, JsonObject other) =>
        JsonNode.DeepEquals(one["spec"], other["spec"]) && Metadata.All(member => JsonNode.DeepEquals(one.At("metadata", member), other.At("metadata", member)));
}
