using System.Globalization;
using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Drops what the schema does not know.</summary>
internal static class Pruning
{
    /// <summary>Adds the paths of what was dropped.</summary>
    public static void Prune(JsonNode? value, StructuralSchema? schema, string path, List<string> dropped, bool whole = false)
    {
        switch (value)
        {
            case JsonObject o:
                PruneObject(o, schema, path, dropped, whole);
                break;
            case JsonArray list:
                for (var i = 0; schema?.Items is not null && i < list.Count; i++)
                {
                    Prune(list[i], schema.Items, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", dropped);
                }

                break;
        }
    }

    private static void PruneObject(JsonObject o, StructuralSchema? schema, string path, List<string> dropped, bool whole)
    {
        if (schema is null || schema.AnyAdditional)
        {
            return;
        }

        foreach (var name in o.Select(p => p.Key).ToList())
        {
            if ((whole || schema.Embedded) && name is "apiVersion" or "kind" or "metadata")
            {
                continue;
            }

            var child = SchemaValidator.Child(path, name);
            if ((schema.Properties.GetValueOrDefault(name) ?? schema.Additional) is { } property)
            {
                Prune(o[name], property, child, dropped);
            }
            else if (!schema.KeepsUnknown)
            {
                o.Remove(name);
                dropped.Add(child);
            }
        }
    }
}
