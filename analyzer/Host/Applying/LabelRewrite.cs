using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Which labels of the copy's pods change, so that no Service or Deployment that selects the target's pods selects the copy's: the
/// fewest keys such that every selector holds at least one of them. Example: Deployment {app, tier}, Services {app} and {app, tier} → app.</summary>
internal sealed class LabelRewrite
{
    private const string Ending = "-canary";
    private const int MostKeysTried = 12;
    private readonly HashSet<string> _keys;

    private LabelRewrite(HashSet<string> keys) => _keys = keys;

    /// <summary>Keys that change.</summary>
    public IReadOnlySet<string> Keys => _keys;

    public static LabelRewrite For(JsonObject deployment, IEnumerable<JsonObject> services)
    {
        List<HashSet<string>> selectors =
        [
            [.. KeysOf(deployment.At("spec", "selector", "matchLabels")), .. ExpressionKeys(deployment)],
            .. services.Select(service => KeysOf(service.At("spec", "selector")).ToHashSet()),
        ];
        selectors.RemoveAll(selector => selector.Count == 0);
        return new(Fewest(selectors));
    }

    /// <summary>The copy's value of a label.</summary>
    public string Value(string key, string value) => _keys.Contains(key) ? SideNames.Label(value, Ending) : value;

    private static IEnumerable<string> KeysOf(JsonNode? labels) => labels is JsonObject map ? map.Select(pair => pair.Key) : [];

    // Another value escapes In alone: Exists and NotIn would go on matching.
    private static IEnumerable<string> ExpressionKeys(JsonObject deployment) =>
        deployment.Objects("spec", "selector", "matchExpressions").Where(each => each.Text("operator") == "In").Select(each => each.Text("key")).OfType<string>();

    private static HashSet<string> Fewest(List<HashSet<string>> selectors)
    {
        var keys = selectors.SelectMany(selector => selector).GroupBy(key => key)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key).Take(MostKeysTried).ToList();
        for (var size = 1; size <= keys.Count; size++)
        {
            if (Choices(keys, size).FirstOrDefault(choice => selectors.All(selector => selector.Overlaps(choice))) is { } found)
            {
                return [.. found];
            }
        }

        return [.. selectors.SelectMany(selector => selector)];
    }

    private static IEnumerable<List<string>> Choices(List<string> keys, int size, int from = 0)
    {
        if (size == 0)
        {
            yield return [];
            yield break;
        }

        for (var index = from; index <= keys.Count - size; index++)
        {
            foreach (var rest in Choices(keys, size - 1, index + 1))
            {
                yield return [keys[index], .. rest];
            }
        }
    }
}
