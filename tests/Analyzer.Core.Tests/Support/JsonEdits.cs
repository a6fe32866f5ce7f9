using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Core.Tests.Support;

/// <summary>What somebody careless or hostile makes of a text: each member and each list's first item in turn left out, or something else.</summary>
internal static class JsonEdits
{
    /// <summary>What a value is replaced by.</summary>
    public static IReadOnlyList<string> Values { get; } =
    [
        "null", "{}", "[]", "[null]", "[{}]", "\"\"", "\"x\"", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "\"2\"", "true",
        "0", "-1", "1", "9", "101", "0.5", "1e-17", "-1e18", "1e15", "1e18", "1e308", "1e400", "2147483647", "9223372036854775807", "18446744073709551615",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"-10675199.02:48:05\"", "\"10675199.02:48:05\"", "\"\\ud800\"",
    ];

    /// <summary>The texts, each with what was done.</summary>
    public static IEnumerable<(string What, string Text)> Of(string text, IReadOnlyList<string>? values = null) =>
        Places(JsonNode.Parse(text)!, []).SelectMany(place => (values ?? Values).Select(value => (
            $"{Name(place)} = {value}", Edited(text, place, value))).Prepend(($"without {Name(place)}", Edited(text, place, null))));

    /// <summary>The text with one place replaced, or left out; a place is told by its members and indexes.</summary>
    public static string Edited(string text, IReadOnlyList<object> place, string? value)
    {
        var root = JsonNode.Parse(text)!;
        var parent = place.SkipLast(1).Aggregate(root, (node, step) => step is int index ? node[index]! : node[(string)step]!);
        switch (place[^1])
        {
            case int index when value is null:
                parent.AsArray().RemoveAt(index);
                break;
            case string name when value is null:
                parent.AsObject().Remove(name);
                break;
            case int index:
                parent[index] = "EDIT";
                break;
            default:
                parent[(string)place[^1]] = "EDIT";
                break;
        }

        // Not every number of JSON is one of ours.
        return root.ToJsonString().Replace("\"EDIT\"", value, StringComparison.Ordinal);
    }

    private static IEnumerable<object[]> Places(JsonNode? node, object[] at) => node switch
    {
        JsonObject map => map.SelectMany(each => Places(each.Value, [.. at, each.Key]).Prepend([.. at, each.Key])),
        JsonArray { Count: > 0 } list => Places(list[0], [.. at, 0]).Prepend([.. at, 0]),
        _ => [],
    };

    private static string Name(object[] place) => string.Join('.', place);
}
