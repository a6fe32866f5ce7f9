using System.Text.Json.Nodes;

namespace CanaryMesh.Fuzz;

/// <summary>Changes documents where their structure is: a member, an item or a value at a time, to what somebody careless or hostile would write.</summary>
internal static class JsonMutation
{
    private static readonly string[] Texts =
    [
        "", " ", "x", "true", "null", "-1", "0", "65536", "99999999999999999999", "\n", "a\nb: c", "\"", "'", "{{ namespace }}", "$(POD_NAME)", "../..", "üñí✓𝕏", "\u0000", "\u202e",
        "http", "tcp-14080", "canarymesh-proxy", "istio-proxy", "100%", "25%", "1e9", "NaN", "30s", "-5m", "{}", "[]", "{\"v\":1,\"ports\":null}", new string('a', 300), new string('9', 64),
    ];

    private static readonly string[] Values = ["null", "1", "-1", "0", "2147483648", "9223372036854775807", "1e300", "0.1", "true", "false", "[]", "{}", "[null]", "[[]]", "[{}]", "{\"name\":1}", "{\"\":{}}"];

    /// <summary>Some changes, in place.</summary>
    public static void Mutate(JsonObject root, Random random)
    {
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            One(root, random);
        }
    }

    public static string Text(Random random) => random.Next(8) == 0 ? new string((char)random.Next(1, 0xd7ff), random.Next(1, 10_240)) : Texts[random.Next(Texts.Length)];

    /// <summary>A text with a change in the middle.</summary>
    public static string Changed(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var until = Math.Min(text.Length, at + random.Next(12));
        return random.Next(3) switch
        {
            0 => text[..at] + Text(random) + text[until..],
            1 => text[..at] + text[until..],
            _ => text[..at] + (char)random.Next(1, 128) + text[Math.Min(text.Length, at + 1)..],
        };
    }

    private static void One(JsonObject root, Random random)
    {
        JsonNode node = root;
        while (Children(node) is { Count: > 0 } children && random.Next(6) > 0)
        {
            node = children[random.Next(children.Count)];
        }

        switch (node)
        {
            case JsonObject map when map.Count > 0 || random.Next(2) == 0:
                Members(map, random);
                break;
            case JsonArray list:
                Items(list, random);
                break;
        }
    }

    private static List<JsonNode> Children(JsonNode node) => node switch
    {
        JsonObject map => [.. map.Select(each => each.Value).Where(each => each is JsonObject or JsonArray).Cast<JsonNode>()],
        JsonArray list => [.. list.Where(each => each is JsonObject or JsonArray).Cast<JsonNode>()],
        _ => [],
    };

    private static void Members(JsonObject map, Random random)
    {
        var names = map.Select(each => each.Key).ToList();
        var name = names.Count > 0 ? names[random.Next(names.Count)] : "name";
        switch (random.Next(6))
        {
            case 0:
                map.Remove(name);
                break;
            case 1:
                map[Text(random)] = Value(random);
                break;
            case 2 when names.Count > 1:
                map[name] = map[names[random.Next(names.Count)]]?.DeepClone();
                break;
            case 3 when map[name] is JsonValue value && value.TryGetValue<string>(out var text):
                map[name] = Changed(text, random);
                break;
            default:
                map[name] = Value(random);
                break;
        }
    }

    private static void Items(JsonArray list, Random random)
    {
        switch (random.Next(4))
        {
            case 0 when list.Count > 0:
                list.RemoveAt(random.Next(list.Count));
                break;
            case 1 when list.Count > 0:
                list.Insert(random.Next(list.Count), list[random.Next(list.Count)]?.DeepClone());
                break;
            case 2 when list.Count > 0:
                list[random.Next(list.Count)] = Value(random);
                break;
            default:
                list.Add(Value(random));
                break;
        }
    }

    private static JsonNode? Value(Random random) => random.Next(2) == 0 ? JsonValue.Create(Text(random)) : JsonNode.Parse(Values[random.Next(Values.Length)]);
}
