using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Mesh.Watching;

namespace CanaryMesh.Mesh.Tests;

/// <summary>Objects as a test writes them.</summary>
internal static class Objects
{
    private static readonly Dictionary<string, MeshKind> Kinds = new(StringComparer.Ordinal)
    {
        ["Service"] = MeshKind.Services, ["EndpointSlice"] = MeshKind.EndpointSlices, ["Pod"] = MeshKind.Pods, ["ReplicaSet"] = MeshKind.ReplicaSets,
        ["VirtualService"] = MeshKind.VirtualServices, ["DestinationRule"] = MeshKind.DestinationRules,
        ["HTTPRoute"] = MeshKind.HttpRoutes, ["Gateway"] = MeshKind.Gateways,
    };

    public static JsonElement Of(JsonNode node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }

    public static JsonElement Yaml(string text) => Of(YamlText.Parse(text)!);

    /// <summary>Every document of a text, each under its kind.</summary>
    public static ClusterObjects All(params string[] texts) => texts
        .SelectMany(YamlText.ParseAll)
        .OfType<JsonObject>()
        .Aggregate(ClusterObjects.Empty, (all, item) => all.With(Kinds[(string)item["kind"]!], Of(item)));

    public static ClusterObjects Add(this ClusterObjects objects, string yaml) =>
        YamlText.ParseAll(yaml).OfType<JsonObject>().Aggregate(objects, (all, item) => all.With(Kinds[(string)item["kind"]!], Of(item)));

    /// <summary>A VirtualService of the namespace web with a spec in one line or several.</summary>
    public static JsonObject VirtualService(string name, string spec, string created = "2026-01-01T00:00:00Z") => new()
    {
        ["kind"] = "VirtualService",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "web", ["creationTimestamp"] = created },
        ["spec"] = YamlText.Parse(spec),
    };

    public static JsonObject HttpRoute(string name, string spec, string created = "2026-01-01T00:00:00Z", int generation = 1) => new()
    {
        ["kind"] = "HTTPRoute",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "web", ["generation"] = generation, ["creationTimestamp"] = created },
        ["spec"] = YamlText.Parse(spec),
    };

    public static ClusterObjects With(this ClusterObjects objects, JsonObject item) => objects.With(Kinds[(string)item["kind"]!], Of(item));
}
