using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Node;

/// <summary>What every object says about itself.</summary>
internal static class ObjectMeta
{
    public static string Uid(JsonObject item) => Text(item, "uid");

    public static string Name(JsonObject item) => Text(item, "name");

    public static string Namespace(JsonObject item) => Text(item, "namespace");

    public static string? Label(JsonObject item, string key) => (string?)item["metadata"]?["labels"]?[key];

    public static string? Annotation(JsonObject item, string key) => (string?)item["metadata"]?["annotations"]?[key];

    public static bool IsDeleting(JsonObject item) => item["metadata"]?["deletionTimestamp"] is not null;

    private static string Text(JsonObject item, string key) => (string?)item["metadata"]?[key] ?? "";
}
