using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Drops what a structural schema does not know.</summary>
internal static class Pruning
{
    public static void Prune(JsonNode? value, JsonObject? schema, string path, bool root, List<string> unknown)
    {
        switch (value)
        {
            case JsonObject o:
                PruneObject(o, schema, path, root, unknown);
                break;
            case JsonArray a:
                for (var i = 0; i < a.Count; i++)
                {
                    Prune(a[i], schema.Object("items"), $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", false, unknown);
                }

                break;
        }
    }

    private static void PruneObject(JsonObject o, JsonObject? schema, string path, bool root, List<string> unknown)
    {
        var properties = schema.Object("properties");
        var additional = schema.Object("additionalProperties");
        var keeps = schema.Flag("x-kubernetes-preserve-unknown-fields") == true || schema.Flag("additionalProperties") == true;
        var embedded = root || schema.Flag("x-kubernetes-embedded-resource") == true;
        foreach (var (key, child) in o.ToList())
        {
            var here = path.Length == 0 ? key : path + "." + key;
            if (embedded && key is "apiVersion" or "kind" or "metadata")
            {
                continue;
            }

            if (properties.Object(key) is { } known)
            {
                Prune(child, known, here, false, unknown);
            }
            else if (additional is not null)
            {
                Prune(child, additional, here, false, unknown);
            }
            else if (!keeps)
            {
                o.Remove(key);
                unknown.Add(here);
            }
        }
    }
}
