using System.Text.Json.Nodes;

namespace CanaryMesh.Schema.Tests.Support;

/// <summary>Objects put into each other: items of lists by their place, null removes.</summary>
internal static class JsonMerge
{
    public static void Into(JsonObject whole, JsonObject part)
    {
        foreach (var (name, value) in part)
        {
            switch (value, whole[name])
            {
                case (null, _):
                    whole.Remove(name);
                    break;
                case (JsonObject members, JsonObject before):
                    Into(before, members);
                    break;
                case (JsonArray { Count: 1 } items, JsonArray { Count: 1 } before) when items[0] is JsonObject item && before[0] is JsonObject old:
                    Into(old, item);
                    break;
                default:
                    whole[name] = value.DeepClone();
                    break;
            }
        }
    }

    /// <summary>A value at a path such as spec.list[].map.*, with all that leads to it.</summary>
    public static JsonNode At(string path, JsonNode? value)
    {
        var steps = path.Replace("[]", ".[]", StringComparison.Ordinal).Split('.');
        JsonNode? node = value;
        for (var step = steps.Length - 1; step >= 0; step--)
        {
            node = steps[step] switch
            {
                "[]" => new JsonArray(node),
                "*" => new JsonObject { [Leaf.Key] = node },
                var name => new JsonObject { [name] = node },
            };
        }

        return node!;
    }
}
