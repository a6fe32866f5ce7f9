using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Selectors;

/// <summary>A selector over labels, from its text or its object.</summary>
internal sealed class LabelSelector(IReadOnlyList<Requirement> requirements)
{
    public static LabelSelector Everything { get; } = new([]);

    public bool Empty => requirements.Count == 0;

    public bool Matches(JsonObject o) => MatchesLabels(o.Object("metadata", "labels"));

    public bool MatchesLabels(JsonObject? labels) => requirements.All(r => r.Matches(labels.Text(r.Key)));

    /// <summary>matchLabels and matchExpressions; an absent selector matches nothing, an empty one everything.</summary>
    public static LabelSelector Of(JsonObject? selector)
    {
        List<Requirement> all = [.. (selector.Object("matchLabels") ?? []).Select(p => new Requirement(p.Key, "in", [p.Value.Text() ?? ""]))];
        foreach (var e in selector.Objects("matchExpressions"))
        {
            string[] values = [.. e.Array("values")?.Select(v => v.Text() ?? "") ?? []];
            var word = e.Text("operator") switch { "In" => "in", "NotIn" => "notin", "Exists" => "exists", _ => "absent" };
            all.Add(new Requirement(e.Text("key") ?? "", word, values));
        }

        return new LabelSelector(all);
    }

    /// <summary>The selector as text, as scale subresources and tables show it.</summary>
    public static string Write(JsonObject? selector)
    {
        List<string> parts = [.. (selector.Object("matchLabels") ?? []).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value.Text()}")];
        foreach (var e in selector.Objects("matchExpressions"))
        {
            var values = string.Join(',', (e.Array("values") ?? []).Select(v => v.Text()).Order(StringComparer.Ordinal));
            parts.Add(e.Text("operator") switch
            {
                "In" => $"{e.Text("key")} in ({values})",
                "NotIn" => $"{e.Text("key")} notin ({values})",
                "Exists" => e.Text("key") ?? "",
                _ => "!" + e.Text("key"),
            });
        }

        return string.Join(',', parts);
    }
}
