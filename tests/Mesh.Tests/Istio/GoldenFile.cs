using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Mesh.Watching;

namespace CanaryMesh.Mesh.Tests.Istio;

/// <summary>The objects that the analyzer writes, from its own golden files.</summary>
internal static class GoldenFile
{
    public static ClusterObjects Read(string name)
    {
        var content = (JsonObject)YamlText.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", $"istio-{name}.yaml")))!;
        if (content["written"] is JsonArray written)
        {
            return written.OfType<JsonObject>().Aggregate(ClusterObjects.Empty, (all, item) => all.With(item));
        }
        var target = content["canary"]!["metadata"]!;
        return ClusterObjects.Empty.With(new JsonObject
        {
            ["kind"] = "VirtualService",
            ["metadata"] = new JsonObject { ["name"] = target["name"]!.DeepClone(), ["namespace"] = target["namespace"]!.DeepClone() },
            ["spec"] = content["route"]!.DeepClone(),
        });
    }
}
