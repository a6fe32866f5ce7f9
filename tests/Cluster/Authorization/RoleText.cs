using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Authorization;

/// <summary>Roles as lines: a name, and under it rules as "groups: resources: verbs" or "paths: paths: verbs".</summary>
internal static class RoleText
{
    public static IEnumerable<(string Name, JsonArray Rules)> Parse(string text)
    {
        string? name = null;
        var rules = new JsonArray();
        foreach (var line in text.Split('\n').Where(l => l.Trim().Length > 0))
        {
            if (line.StartsWith(' '))
            {
                rules.Add(Rule(line.Split(": ", StringSplitOptions.TrimEntries)));
                continue;
            }

            if (name is not null)
            {
                yield return (name, rules);
            }

            (name, rules) = (line.Trim(), []);
        }

        if (name is not null)
        {
            yield return (name, rules);
        }
    }

    private static JsonObject Rule(string[] parts)
    {
        if (parts[0] == "paths")
        {
            return new JsonObject { ["verbs"] = Texts(parts[2].Split(' ')), ["nonResourceURLs"] = Texts(parts[1].Split(' ')) };
        }

        var groups = parts[0].Split(' ').Select(g => g == "core" ? "" : g);
        return new JsonObject { ["verbs"] = Texts(parts[2].Split(' ')), ["apiGroups"] = Texts(groups), ["resources"] = Texts(parts[1].Split(' ')) };
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
