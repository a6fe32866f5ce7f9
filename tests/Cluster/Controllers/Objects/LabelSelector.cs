using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Objects;

/// <summary>Whether labels fulfil a selector of an object: an absent one selects nothing, an empty one everything.</summary>
internal static class LabelSelector
{
    public static bool Matches(JsonObject? selector, JsonObject? labels) =>
        selector is not null && MatchesSet(selector.Object("matchLabels"), labels)
        && selector.Objects("matchExpressions").All(e => Fulfils(e, labels.Text(e.Text("key") ?? "")));

    public static bool MatchesSet(JsonObject? wanted, JsonObject? labels) =>
        wanted is null || wanted.All(w => labels.Text(w.Key) is { } value && value == w.Value.Text());

    public static bool IsEmpty(JsonObject? selector) =>
        selector is not null && !selector.Objects("matchExpressions").Any() && selector.Object("matchLabels") is null or { Count: 0 };

    public static JsonObject? LabelsOf(JsonObject o) => o.Object("metadata", "labels");

    private static bool Fulfils(JsonObject expression, string? value)
    {
        var values = expression.Array("values")?.Select(v => v.Text()).ToHashSet() ?? [];
        return expression.Text("operator") switch
        {
            "In" => value is not null && values.Contains(value),
            "NotIn" => value is null || !values.Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false,
        };
    }
}
