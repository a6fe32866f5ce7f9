using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>Conditions of the analysis or of a cookie, each together with each of the service's.</summary>
internal static class MatchProduct
{
    private const string CookieHeader = "cookie";
    private static readonly string[] Maps = ["headers", "queryParams", "sourceLabels"];

    /// <summary>One condition of the analysis in Istio's words.</summary>
    public static JsonObject Condition(JsonObject match)
    {
        var condition = new JsonObject();
        var headers = TextConditions.Headers(match["headers"]);
        foreach (var (name, cookie) in match["cookies"] as JsonObject ?? [])
        {
            headers[CookieHeader] = TextConditions.Cookie(name, cookie as JsonObject ?? []);
        }

        Add(condition, "headers", headers);
        Add(condition, "queryParams", TextConditions.Query(match["queryParams"]));
        Add(condition, "sourceLabels", match["sourceLabels"]?.DeepClone() as JsonObject ?? []);
        return condition;
    }

    /// <summary>The condition of clients that have a cookie, given as name=value.</summary>
    public static JsonObject HasCookie(string pair) => new() { ["headers"] = new JsonObject { [CookieHeader] = TextConditions.Cookie(pair) } };

    /// <summary>Both must hold; of two conditions on one name the analysis' counts.</summary>
    public static JsonArray Of(IReadOnlyList<JsonObject> conditions, IReadOnlyList<JsonObject> service) => ConditionProduct.Of(conditions, service, Both);

    private static JsonObject Both(JsonObject service, JsonObject condition)
    {
        var both = (JsonObject)service.DeepClone();
        foreach (var map in Maps)
        {
            foreach (var (name, value) in condition[map] as JsonObject ?? [])
            {
                both.Within(map)[name] = value?.DeepClone();
            }
        }

        return both;
    }

    private static void Add(JsonObject condition, string map, JsonObject entries)
    {
        if (entries.Count > 0)
        {
            condition[map] = entries;
        }
    }
}
