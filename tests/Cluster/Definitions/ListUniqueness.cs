using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Lists that are sets or maps hold nothing twice.</summary>
internal static class ListUniqueness
{
    public static void Check(JsonNode? value, StructuralSchema schema, string path, FieldFaults faults)
    {
        switch (value)
        {
            case JsonObject o:
                foreach (var (name, inner) in o)
                {
                    if ((schema.Properties.GetValueOrDefault(name) ?? schema.Additional) is { } property)
                    {
                        Check(inner, property, SchemaValidator.Child(path, name), faults);
                    }
                }

                break;
            case JsonArray list:
                CheckList(list, schema, path, faults);
                break;
        }
    }

    private static void CheckList(JsonArray list, StructuralSchema schema, string path, FieldFaults faults)
    {
        var seen = new List<JsonNode?>();
        for (var i = 0; i < list.Count; i++)
        {
            if (KeyOf(list[i], schema) is { } key)
            {
                if (seen.Any(s => JsonAccess.Same(s, key)))
                {
                    faults.Duplicate($"{path}[{i}]", key);
                }

                seen.Add(key);
            }

            if (schema.Items is { } items)
            {
                Check(list[i], items, $"{path}[{i}]", faults);
            }
        }
    }

    private static JsonNode? KeyOf(JsonNode? item, StructuralSchema schema) => (schema.ListType, item) switch
    {
        ("set", not null) => item.CopyNode(),
        ("map", JsonObject o) => new JsonObject(schema.ListKeys.Where(o.ContainsKey).Select(k => KeyValuePair.Create(k, o[k].CopyNode()))),
        _ => null,
    };
}
