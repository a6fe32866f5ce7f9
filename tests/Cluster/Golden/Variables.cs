using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Golden;

/// <summary>${x} in a record's steps.</summary>
internal sealed partial class Variables
{
    private readonly Dictionary<string, JsonNode?> values = new(StringComparer.Ordinal);

    public void Set(string name, JsonNode? value) => values[name] = value.CopyNode();

    public string Fill(string text) => Reference().Replace(text, m => values.TryGetValue(m.Groups[1].Value, out var v) ? v.Text() ?? v?.ToJsonString() ?? "" : m.Value);

    public JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(Fill(p.Key), Fill(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Fill)]),
        JsonValue v when v.Text() is { } text => Whole().Match(text) is { Success: true } m && values.TryGetValue(m.Groups[1].Value, out var whole) ? whole.CopyNode() : Fill(text),
        _ => node.CopyNode(),
    };

    [GeneratedRegex("\\$\\{([A-Za-z0-9_.]+)\\}")]
    private static partial Regex Reference();

    [GeneratedRegex("^\\$\\{([A-Za-z0-9_.]+)\\}$")]
    private static partial Regex Whole();
}
