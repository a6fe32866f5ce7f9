using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Fills in a schema's defaults; nulls that are not allowed count as absent.</summary>
internal static class SchemaDefaults
{
    public static void Fill(JsonNode? value, JsonObject? schema)
    {
        switch (value)
        {
            case JsonObject o:
                FillObject(o, schema);
                break;
            case JsonArray a:
                foreach (var item in a)
                {
                    Fill(item, schema.Object("items"));
                }

                break;
        }
    }

    private static void FillObject(JsonObject o, JsonObject? schema)
    {
        foreach (var (name, property) in schema.Object("properties") ?? [])
        {
            var nullable = property.Flag("nullable") == true;
            if (o.TryGetPropertyValue(name, out var given) && given is null && !nullable)
            {
                o.Remove(name);
            }

            if (!o.ContainsKey(name) && property.At("default") is { } standard)
            {
                o[name] = standard.CopyNode();
            }

            Fill(o[name], property as JsonObject);
        }

        if (schema.Object("additionalProperties") is { } additional)
        {
            foreach (var (name, child) in o.ToList())
            {
                if (schema.Object("properties")?.ContainsKey(name) != true)
                {
                    Fill(child, additional);
                }
            }
        }
    }
}
