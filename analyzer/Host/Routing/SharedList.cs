using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>A list of texts that others write as well. <see cref="Added"/> are the entries that are ours alone.</summary>
internal sealed record SharedList(IReadOnlyList<string> All, IReadOnlyList<string> Added)
{
    /// <summary>Entries of others first, as they stand; ours behind them.</summary>
    public static SharedList Of(IReadOnlyList<string> foreign, IEnumerable<string> wanted)
    {
        List<string> added = [.. wanted.Except(foreign, StringComparer.Ordinal)];
        return new([.. foreign, .. added], added);
    }

    public static IReadOnlyList<string> Texts(JsonNode? list) =>
        [.. (list as JsonArray ?? []).OfType<JsonValue>().Select(each => each.TryGetValue<string>(out var text) ? text : null).OfType<string>()];

    public static void Write(JsonObject spec, string name, IReadOnlyList<string> entries)
    {
        if (entries.Count == 0)
        {
            spec.Remove(name);
        }
        else
        {
            spec[name] = new JsonArray([.. entries.Select(each => (JsonNode)each)]);
        }
    }
}
