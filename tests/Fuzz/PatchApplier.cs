using System.Globalization;
using System.Text.Json.Nodes;

namespace CanaryMesh.Fuzz;

/// <summary>Applies a JSON Patch as RFC 6902 says it, by code that knows nothing of how ours are made. What does not apply is a finding:
/// the API server refuses the user's request then, whatever the failure policy.</summary>
internal static class PatchApplier
{
    public static JsonObject Apply(JsonObject before, JsonArray patch)
    {
        var document = (JsonObject)before.DeepClone();
        foreach (var operation in patch)
        {
            Step(document, (string)operation!["op"]!, (string)operation["path"]!, operation["value"]);
        }

        return document;
    }

    private static void Step(JsonObject document, string op, string path, JsonNode? value)
    {
        var steps = path.Split('/')[1..].Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        FuzzFinding.Unless(path.StartsWith('/') && op is "add" or "replace" or "remove", $"operation {op} of {path}");
        JsonNode? parent = document;
        foreach (var step in steps[..^1])
        {
            parent = parent switch
            {
                JsonObject map => map[step],
                JsonArray list when Index(step) is { } at && at < list.Count => list[at],
                _ => null,
            };
        }

        var fits = (parent, op) switch
        {
            (JsonObject map, "add") => Done(() => map[steps[^1]] = value?.DeepClone()),
            (JsonObject map, "replace") => map.ContainsKey(steps[^1]) && Done(() => map[steps[^1]] = value?.DeepClone()),
            (JsonObject map, "remove") => map.Remove(steps[^1]),
            (JsonArray list, "add") => Index(steps[^1]) is { } at && at <= list.Count && Done(() => list.Insert(at, value?.DeepClone())),
            (JsonArray list, "replace") => Index(steps[^1]) is { } at && at < list.Count && Done(() => list[at] = value?.DeepClone()),
            (JsonArray list, "remove") => Index(steps[^1]) is { } at && at < list.Count && Done(() => list.RemoveAt(at)),
            _ => false,
        };
        FuzzFinding.Unless(fits, $"{op} {path} does not apply");
    }

    private static bool Done(Action action)
    {
        action();
        return true;
    }

    private static int? Index(string step) => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
