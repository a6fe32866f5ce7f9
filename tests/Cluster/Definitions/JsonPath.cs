using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>The part of JSONPath that printer columns use: names, indexes, wildcards and filters by equality.</summary>
internal static partial class JsonPath
{
    public static IEnumerable<JsonNode?> Find(JsonNode? root, string path)
    {
        IEnumerable<JsonNode?> found = [root];
        foreach (Match step in Steps().Matches(path))
        {
            found = found.SelectMany(node => Take(node, step)).ToList();
        }

        return found.Where(n => n is not null);
    }

    private static IEnumerable<JsonNode?> Take(JsonNode? node, Match step)
    {
        if (step.Groups["name"] is { Success: true } name)
        {
            return [node.At(name.Value.Replace("\\.", ".", StringComparison.Ordinal))];
        }

        if (step.Groups["quoted"] is { Success: true } quoted)
        {
            return [node.At(quoted.Value)];
        }

        if (node is not JsonArray list)
        {
            return [];
        }

        if (step.Groups["index"] is { Success: true } index)
        {
            return int.TryParse(index.Value, out var i) && i < list.Count ? [list[i]] : [];
        }

        return step.Groups["field"] is { Success: true } field
            ? list.Where(e => (e.Text(field.Value) ?? e.At(field.Value)?.ToJsonString()) == step.Groups["value"].Value)
            : list;
    }

    [GeneratedRegex("\\.(?<name>(?:[^.\\[\\\\]|\\\\.)+)|\\[['\"](?<quoted>[^'\"]+)['\"]\\]|\\[(?<index>[0-9]+)\\]|\\[\\?\\(\\s*@\\.(?<field>[A-Za-z0-9_]+)\\s*==\\s*['\"]?(?<value>[^'\")]*)['\"]?\\s*\\)\\]|\\[\\*\\]")]
    private static partial Regex Steps();
}
