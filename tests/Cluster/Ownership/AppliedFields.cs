using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Ownership;

/// <summary>The fields an applied configuration names.</summary>
internal static class AppliedFields
{
    public static HashSet<string> Of(JsonNode? value, FieldType type)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        Add(value, type, "", paths);
        return paths;
    }

    private static void Add(JsonNode? value, FieldType? type, string path, HashSet<string> paths)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } o when type is not { Atomic: true } && type?.Shape is not (FieldShape.Text or FieldShape.Quantity):
                foreach (var (name, child) in o)
                {
                    Add(child, Shapes.Child(type, name), FieldPaths.Join(path, "f:" + name), paths);
                }

                break;
            case JsonArray { Count: > 0 } list when type is { Shape: FieldShape.List, Rule: not ListRule.Atomic }:
                foreach (var item in list)
                {
                    var here = FieldPaths.Join(path, ListItems.Element(item, type));
                    paths.Add(here);
                    if (item is JsonObject)
                    {
                        Add(item, type.Element, here, paths);
                    }
                }

                break;
            default:
                if (path.Length > 0)
                {
                    paths.Add(path);
                }

                break;
        }
    }
}
