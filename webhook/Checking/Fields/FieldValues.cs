using System.Globalization;
using System.Text.Json.Nodes;

namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>The values of an object at a path of the ledger, each with its place: [] stands for every item of a list.</summary>
internal static class FieldValues
{
    private const string Items = "[]";

    public static IEnumerable<(JsonNode Value, string Place)> At(JsonObject thing, string path)
    {
        IEnumerable<(JsonNode Value, string Place)> found = [(thing, "")];
        foreach (var step in path.Replace(Items, "." + Items, StringComparison.Ordinal).Split('.'))
        {
            found = found.SelectMany(each => Inner(each.Value, each.Place, step)).ToList();
        }

        return found;
    }

    private static IEnumerable<(JsonNode Value, string Place)> Inner(JsonNode node, string place, string step) => (node, step) switch
    {
        (JsonArray items, Items) => items.Select((item, index) => (item, string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"))).OfType<(JsonNode, string)>(),
        (JsonObject members, _) when members[step] is { } value => [(value, place.Length == 0 ? step : $"{place}.{step}")],
        _ => [],
    };
}
