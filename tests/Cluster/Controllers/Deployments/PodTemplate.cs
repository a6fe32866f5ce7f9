using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>Comparing pod templates and naming them by a hash.</summary>
internal static class PodTemplate
{
    public const string HashLabel = "pod-template-hash";

    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>Whether two templates are the same but for the hash label; an empty list or map is as good as none.</summary>
    public static bool Same(JsonObject? one, JsonObject? other) => JsonNode.DeepEquals(Canonical(one), Canonical(other));

    public static string Hash(JsonObject template, int? collisions)
    {
        var text = new StringBuilder(Sorted(Canonical(template))?.ToJsonString() ?? "");
        if (collisions is { } count)
        {
            text.Append(CultureInfo.InvariantCulture, $"#{count}");
        }

        var sum = Encoding.UTF8.GetBytes(text.ToString()).Aggregate(2166136261u, (h, b) => unchecked((h ^ b) * 16777619u));
        return string.Concat(sum.ToString(CultureInfo.InvariantCulture).Select(c => Letters[c % Letters.Length]));
    }

    private static JsonNode? Canonical(JsonObject? template)
    {
        var copy = template?.Copy();
        if (copy.Object("metadata") is { } meta)
        {
            meta.Object("labels")?.Remove(HashLabel);
            meta.Remove("creationTimestamp");
        }

        return Pruned(copy);
    }

    private static JsonNode? Pruned(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject o:
                var kept = new JsonObject();
                foreach (var (key, value) in o)
                {
                    if (Pruned(value) is { } left and not JsonArray { Count: 0 } && !(left is JsonObject { Count: 0 } && IsMap(key)))
                    {
                        kept[key] = left;
                    }
                }

                return kept;
            case JsonArray a:
                return new JsonArray([.. a.Select(Pruned)]);
            default:
                return node?.DeepClone();
        }
    }

    private static bool IsMap(string key) => key is "labels" or "annotations" or "nodeSelector" or "limits" or "requests" or "metadata" or "resources";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node.CopyNode(),
    };
}
