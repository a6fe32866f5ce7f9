using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Ownership;

/// <summary>Takes out of an object what its applier no longer names and nobody else owns.</summary>
internal static class FieldRemoval
{
    public static void Remove(JsonObject merged, IReadOnlySet<string> last, IReadOnlySet<string> set, IReadOnlySet<string> others, FieldType type)
    {
        var gone = last.Where(p => !set.Contains(p) && !others.Contains(p)
            && !set.Any(s => FieldPaths.IsUnder(s, p)) && !others.Any(o => FieldPaths.IsUnder(o, p)));
        foreach (var path in gone.OrderBy(p => p.Length).ToList())
        {
            One(merged, path.Split(FieldPaths.Separator), type);
        }
    }

    private static void One(JsonNode? node, ReadOnlySpan<string> path, FieldType? type)
    {
        var element = path[0];
        switch (node)
        {
            case JsonObject o when element.StartsWith("f:", StringComparison.Ordinal):
                if (path.Length == 1)
                {
                    o.Remove(element[2..]);
                }
                else
                {
                    One(o[element[2..]], path[1..], Shapes.Child(type, element[2..]));
                }

                break;
            case JsonArray list when type is not null:
                var item = list.FirstOrDefault(i => ListItems.Element(i, type) == element);
                if (path.Length > 1)
                {
                    One(item, path[1..], type.Element);
                }
                else if (item is not null)
                {
                    list.Remove(item);
                }

                break;
        }
    }
}
