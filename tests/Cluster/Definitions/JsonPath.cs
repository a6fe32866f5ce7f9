using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>The JSON paths of printer columns, scales and selectable fields.</summary>
internal sealed partial class JsonPath
{
    private readonly IReadOnlyList<JsonPathStep> steps;

    private JsonPath(IReadOnlyList<JsonPathStep> steps) => this.steps = steps;

    public static JsonPath Parse(string text)
    {
        var steps = new List<JsonPathStep>();
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '[')
            {
                var end = Close(text, at);
                steps.Add(Bracket(text[(at + 1)..end].Trim()));
                at = end + 1;
            }
            else
            {
                at += text[at] == '.' ? 1 : 0;
                var name = Name(text, ref at);
                if (name.Length > 0)
                {
                    steps.Add(new JsonPathStep(name, null, null, null));
                }
            }
        }

        return new JsonPath(steps);
    }

    /// <summary>The names of a path of fields alone.</summary>
    public string[] Fields => [.. steps.Select(s => s.Field ?? "")];

    public JsonNode? First(JsonNode o) => Find(o).FirstOrDefault();

    public IEnumerable<JsonNode?> Find(JsonNode o)
    {
        IEnumerable<JsonNode?> found = [o];
        foreach (var step in steps)
        {
            found = found.SelectMany(n => Follow(n, step));
        }

        return found.Where(n => n is not null);
    }

    private static IEnumerable<JsonNode?> Follow(JsonNode? node, JsonPathStep step)
    {
        if (step.Field is { } field)
        {
            return node is JsonObject o && o.TryGetPropertyValue(field, out var next) ? [next] : [];
        }

        IEnumerable<JsonNode?> all = node switch { JsonArray list => list, JsonObject map => map.Select(p => p.Value), _ => [] };
        if (step.Index is { } index)
        {
            return index < 0 ? all.SkipLast(-index - 1).TakeLast(1) : all.Skip(index).Take(1);
        }

        return step.FilterPath is { } path ? all.Where(n => n.At(path) is { } seen && (seen.Text() ?? JsonText.Write(seen)) == step.FilterValue) : all;
    }

    private static JsonPathStep Bracket(string inside)
    {
        if (Filter().Match(inside) is { Success: true } filter)
        {
            var value = filter.Groups[2].Value.Trim().Trim('"', '\'');
            return new JsonPathStep(null, null, filter.Groups[1].Value.Split('.', StringSplitOptions.RemoveEmptyEntries), value);
        }

        return int.TryParse(inside, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) ? new JsonPathStep(null, index, null, null)
            : inside is "*" or ":" ? new JsonPathStep(null, null, null, null)
            : new JsonPathStep(inside.Trim('"', '\''), null, null, null);
    }

    private static int Close(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return text.Length - 1;
    }

    private static string Name(string text, ref int at)
    {
        var name = new StringBuilder();
        while (at < text.Length && text[at] is not ('.' or '['))
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }

            name.Append(text[at++]);
        }

        return name.ToString();
    }

    [GeneratedRegex("^\\?\\(\\s*@([^=]*?)\\s*==\\s*(.*?)\\s*\\)$")]
    private static partial Regex Filter();
}
