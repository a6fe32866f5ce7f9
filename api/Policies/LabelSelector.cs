using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Policies;

/// <summary>A label selector as the API server evaluates it.</summary>
public static class LabelSelector
{
    /// <summary>Whether a selector matches these labels; the empty one matches all, and one that cannot be read none.</summary>
    public static bool Matches(JsonNode? selector, JsonNode? labels) =>
        selector is JsonObject
        && (selector.At("matchLabels") is not JsonObject match || match.All(pair => labels.Text(pair.Key) is { } value && value == pair.Value.Text()))
        && selector.Objects("matchExpressions").All(expression => Holds(expression, labels));

    private static bool Holds(JsonObject expression, JsonNode? labels)
    {
        var value = expression.Text("key") is { } key ? labels.Text(key) : null;
        return expression.Text("operator") switch
        {
            "In" => value is not null && Lists(expression, value),
            "NotIn" => value is null || !Lists(expression, value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false,
        };
    }

    private static bool Lists(JsonObject expression, string value) =>
        expression.At("values") is JsonArray values && values.Any(each => each.Text() == value);
}
