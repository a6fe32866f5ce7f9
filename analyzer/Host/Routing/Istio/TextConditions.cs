using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>Conditions of a manifest in the words that Istio has: exact, prefix and regex. One that it would drop would take every request.</summary>
internal static class TextConditions
{
    /// <summary>Conditions by header name.</summary>
    public static JsonObject Headers(JsonNode? from) => Each(from, condition => condition.Text("suffix") is { } suffix
        ? Expression(".*" + Regex.Escape(suffix))
        : (JsonObject)condition.DeepClone());

    /// <summary>Conditions by query parameter; Istio compares those with whole texts and expressions alone.</summary>
    public static JsonObject Query(JsonNode? from) => Each(from, condition => condition switch
    {
        _ when condition.Text("exact") is { } exact => new() { ["exact"] = exact },
        _ when condition.Text("regex") is { } regex => Expression(regex),
        _ => Expression(CookiePattern.Text(condition, ".*")),
    });

    /// <summary>A condition on one cookie, as one on the header that carries all of them.</summary>
    public static JsonObject Cookie(string name, JsonObject condition) => Expression(CookiePattern.Of(name, condition));

    /// <summary>A condition on a cookie given as name=value.</summary>
    public static JsonObject Cookie(string pair) => Expression(CookiePattern.Of(pair));

    private static JsonObject Each(JsonNode? from, Func<JsonObject, JsonObject> condition) => new(
        (from as JsonObject ?? []).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)condition(pair.Value as JsonObject ?? []))));

    private static JsonObject Expression(string pattern) => new() { ["regex"] = pattern };
}
