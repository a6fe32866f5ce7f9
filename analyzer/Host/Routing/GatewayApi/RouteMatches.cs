using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>Conditions of a manifest in Gateway API's words. All that a route can say; what it cannot is a fault before.</summary>
internal static class RouteMatches
{
    public const string Headers = "headers";
    public const string Query = "queryParams";
    public const string Cookies = "cookies";
    public const string PathPrefix = "PathPrefix";

    private const string CookieHeader = "Cookie";
    private const string Exact = "Exact";
    private const string RegularExpression = "RegularExpression";
    private static readonly string[] Lists = [Headers, Query];

    /// <summary>A condition of the service; without a path it is for every path.</summary>
    public static JsonObject Service(JsonObject match)
    {
        var result = new JsonObject { ["path"] = Path(match["uri"] as JsonObject ?? []) };
        if (match.Text("method", "exact") is { } method)
        {
            result["method"] = method;
        }

        return With(result, Each(match[Headers]), Each(match[Query]));
    }

    /// <summary>A condition of the analysis, which is added to those of the service.</summary>
    public static JsonObject Condition(JsonObject match) => With(
        [],
        [.. Each(match[Headers]), .. (match[Cookies] as JsonObject ?? []).Select(pair => OnCookies(CookiePattern.Of(pair.Key, pair.Value as JsonObject ?? [])))],
        Each(match[Query]));

    /// <summary>The condition of clients that have a cookie, given as name=value.</summary>
    public static JsonObject HasCookie(string pair) => With([], [OnCookies(CookiePattern.Of(pair))], []);

    /// <summary>The condition of clients that have any cookie.</summary>
    public static JsonObject HasCookies() => With([], [OnCookies(".*")], []);

    /// <summary>Both must hold; of two conditions on one name that of the analysis counts.</summary>
    public static JsonObject Both(JsonObject service, JsonObject condition)
    {
        var both = (JsonObject)service.DeepClone();
        foreach (var list in Lists.Where(condition.ContainsKey))
        {
            var added = condition.Objects(list).ToList();
            var kept = service.Objects(list).Where(each => !added.Exists(other => IsSame(list, each.Text("name"), other.Text("name"))));
            both[list] = new JsonArray([.. kept.Concat(added).Select(each => each.DeepClone())]);
        }

        return both;
    }

    /// <summary>Whether a rule compares the header of all cookies.</summary>
    public static bool IsOnCookies(JsonObject rule) => rule
        .Objects(GatewayRule.MatchesMember)
        .SelectMany(match => match.Objects(Headers))
        .Any(header => IsSame(Headers, header.Text("name"), CookieHeader));

    // Names of headers have no case, those of parameters do.
    private static bool IsSame(string list, string? one, string? other) =>
        string.Equals(one, other, list == Headers ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static JsonObject Path(JsonObject uri) => uri switch
    {
        _ when uri.Text("exact") is { } exact => Typed(Exact, exact),
        _ when uri.Text("regex") is { } regex => Typed(RegularExpression, regex),
        _ => Typed(PathPrefix, uri.Text("prefix") ?? "/"),
    };

    private static List<JsonObject> Each(JsonNode? from) =>
        [.. (from as JsonObject ?? []).Select(pair => pair.Value.Text("exact") is { } exact ? Named(pair.Key, Exact, exact) : Named(pair.Key, RegularExpression, pair.Value.Text("regex") ?? ""))];

    // Some data planes look for an expression anywhere in the text, others compare it with the whole.
    private static JsonObject OnCookies(string pattern) => Named(CookieHeader, RegularExpression, $"^{pattern}$");

    private static JsonObject Named(string name, string type, string value) => new() { ["name"] = name, ["type"] = type, ["value"] = value };

    private static JsonObject Typed(string type, string value) => new() { ["type"] = type, ["value"] = value };

    private static JsonObject With(JsonObject match, IReadOnlyList<JsonObject> headers, IReadOnlyList<JsonObject> query)
    {
        foreach (var (name, list) in new[] { (Headers, headers), (Query, query) }.Where(each => each.Item2.Count > 0))
        {
            match[name] = new JsonArray([.. list]);
        }

        return match;
    }
}
