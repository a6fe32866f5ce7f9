using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Golden;

/// <summary>Compares what was recorded with what is seen; the first difference in words, or null.</summary>
internal sealed class Comparison(IReadOnlyDictionary<string, string> fixedValues, bool managedFields)
{
    public string? Differ(JsonNode? expected, JsonNode? seen, string path, Bindings bindings) => (expected, seen) switch
    {
        (JsonObject o, _) when o.Count == 1 && o["$unordered"] is JsonArray any => seen is JsonArray list && any.Count == list.Count
            ? Unordered(any, list, path, bindings)
            : Words(path, expected, seen),
        (JsonObject e, JsonObject s) => Objects(e, s, path, bindings),
        (JsonArray e, JsonArray s) => Lists(e, s, path, bindings),
        (JsonValue e, JsonValue s) => Values(e, s, path, bindings),
        (null, null) => null,
        _ => Words(path, expected, seen),
    };

    private string? Objects(JsonObject expected, JsonObject seen, string path, Bindings bindings)
    {
        foreach (var key in expected.Select(p => p.Key).Union(seen.Select(p => p.Key)).ToList())
        {
            if (key == "managedFields" && !managedFields)
            {
                continue;
            }

            if (Differ(expected[key], seen[key], $"{path}/{key}", bindings) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private string? Lists(JsonArray expected, JsonArray seen, string path, Bindings bindings)
    {
        if (expected.Count != seen.Count)
        {
            return $"{path}: {expected.Count} elements expected, {seen.Count} seen: {JsonText.Write(expected)} / {JsonText.Write(seen)}";
        }

        for (var i = 0; i < expected.Count; i++)
        {
            if (Differ(expected[i], seen[i], $"{path}/{i}", bindings) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private string? Unordered(JsonArray expected, JsonArray seen, string path, Bindings bindings)
    {
        var best = bindings.Copy();
        if (!Place(expected, 0, [.. seen], best, out var found))
        {
            return Words(path, expected, seen);
        }

        bindings.Take(found!);
        return null;
    }

    private bool Place(JsonArray expected, int index, List<JsonNode?> left, Bindings bindings, out Bindings? found)
    {
        found = bindings;
        if (index == expected.Count)
        {
            return true;
        }

        foreach (var candidate in left.ToList())
        {
            var trial = bindings.Copy();
            if (Differ(expected[index], candidate, "", trial) is null)
            {
                var rest = left.ToList();
                rest.Remove(candidate);
                if (Place(expected, index + 1, rest, trial, out found))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private string? Values(JsonValue expected, JsonValue seen, string path, Bindings bindings)
    {
        var (a, b) = (expected.GetValueKind(), seen.GetValueKind());
        var same = a == b && a switch
        {
            JsonValueKind.String => TextPattern.Matches(expected.GetValue<string>(), seen.GetValue<string>(), bindings, fixedValues),
            JsonValueKind.Number => decimal.Parse(expected.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)
                == decimal.Parse(seen.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture),
            _ => true,
        };
        return same ? null : Words(path, expected, seen);
    }

    private static string Words(string path, JsonNode? expected, JsonNode? seen) =>
        $"{path}: expected {Short(expected)}, seen {Short(seen)}";

    private static string Short(JsonNode? node) => JsonText.Write(node) is var text && text.Length > 600 ? text[..600] + "…" : text;
}
