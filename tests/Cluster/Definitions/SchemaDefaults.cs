using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Fills in a schema's defaults; null where it is not allowed is as good as nothing.</summary>
internal static class SchemaDefaults
{
    public static void Fill(JsonNode? value, StructuralSchema schema)
    {
        switch (value)
        {
            case JsonObject o:
                FillObject(o, schema);
                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is null && !items.Nullable && items.Default is { } filling)
                    {
                        list[i] = filling.CopyNode();
                    }

                    Fill(list[i], items);
                }

                break;
        }
    }

    private static void FillObject(JsonObject o, StructuralSchema schema)
    {
        foreach (var (name, property) in schema.Properties)
        {
            if (property.Default is { } filling && (!o.TryGetPropertyValue(name, out var given) || (given is null && !property.Nullable)))
            {
                o[name] = filling.CopyNode();
            }
        }

        foreach (var name in o.Select(p => p.Key).ToList())
        {
            if ((schema.Properties.GetValueOrDefault(name) ?? schema.Additional) is not { } property)
            {
                continue;
            }

            if (o[name] is null && !property.Nullable && property.Types.Count > 0)
            {
                o.Remove(name);
            }
            else
            {
                Fill(o[name], property);
            }
        }
    }
}
