using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>Conditions that an HTTPRoute cannot keep. Left out, each would lead more requests than it says, in the worst case all of them.</summary>
internal static class MatchFaults
{
    private const int LongestHeader = 4096;
    private const int LongestParameter = 1024;

    /// <summary>A condition of the service at <paramref name="path"/>.</summary>
    public static IEnumerable<string> Service(JsonObject match, string path) => Given(match).SelectMany(pair => pair.Key switch
    {
        "uri" => Uri(pair.Value, $"{path}.uri"),
        "method" => Method(pair.Value, $"{path}.method"),
        // A name leads nobody anywhere.
        "name" => [],
        _ => Common(pair, path, "uri, method, headers and queryParams"),
    });

    /// <summary>A condition of the analysis.</summary>
    public static IEnumerable<string> Analysis(JsonObject match, string path) => Given(match).SelectMany(pair => pair.Key switch
    {
        RouteMatches.Cookies => [],
        _ => Common(pair, path, "headers, cookies and queryParams"),
    });

    private static IEnumerable<string> Common(KeyValuePair<string, JsonNode> pair, string path, string legal) => pair.Key switch
    {
        RouteMatches.Headers => [.. Twice(pair.Value, $"{path}.headers"), .. Texts(pair.Value, $"{path}.headers", LongestHeader)],
        RouteMatches.Query => Texts(pair.Value, $"{path}.queryParams", LongestParameter),
        _ => [$"{path}.{ShownText.Of(pair.Key)}: {ShownText.Of(pair.Value.ToJsonString())} is nothing that an HTTPRoute can compare; legal are {legal}"],
    };

    private static IEnumerable<string> Uri(JsonNode uri, string path) => (uri as JsonObject ?? []).SelectMany(pair => pair.Key switch
    {
        "exact" or "prefix" when LegalText.IsPath(Text(pair.Value)) => [],
        "exact" or "prefix" => [Must($"{path}.{pair.Key}", pair.Value, LegalText.PathWords)],
        "regex" when Text(pair.Value).Length is > 0 and <= LongestParameter => Array.Empty<string>(),
        _ => [Must($"{path}.{ShownText.Of(pair.Key)}", pair.Value, $"one of exact, prefix and regex, of at most {LongestParameter} characters")],
    });

    private static IEnumerable<string> Method(JsonNode method, string path) => (method as JsonObject ?? []).SelectMany(pair => pair.Key switch
    {
        "exact" when LegalText.Methods.Contains(Text(pair.Value)) => Array.Empty<string>(),
        _ => [Must($"{path}.{ShownText.Of(pair.Key)}", pair.Value, $"exact, and one of {string.Join(", ", LegalText.Methods)}")],
    });

    private static IEnumerable<string> Texts(JsonNode conditions, string path, int longest) => (conditions as JsonObject ?? []).SelectMany(pair =>
    {
        var at = $"{path}.{ShownText.Of(pair.Key)}";
        return LegalText.IsHeaderName(pair.Key) ? Condition(pair.Value as JsonObject ?? [], at, longest) : [$"{at}: must be {LegalText.HeaderNameWords} or parameter without spaces and brackets"];
    });

    private static IEnumerable<string> Condition(JsonObject condition, string path, int longest)
    {
        if (condition.Count != 1)
        {
            return [$"{path}: an HTTPRoute compares with one text; legal are exact and regex, and regex: .* for any"];
        }

        var (how, value) = condition.Single();
        return (how, Text(value)) switch
        {
            ("exact" or "regex", { Length: var length }) when length > 0 && length <= longest => [],
            ("exact" or "regex", _) => [Must($"{path}.{how}", value, $"a text of 1 to {longest} characters")],
            ("prefix", var text) => [Must($"{path}.prefix", value, $"exact or regex in an HTTPRoute, here regex: {ShownText.Of(Regex.Escape(text))}.*")],
            ("suffix", var text) => [Must($"{path}.suffix", value, $"exact or regex in an HTTPRoute, here regex: .*{ShownText.Of(Regex.Escape(text))}")],
            _ => [Must($"{path}.{ShownText.Of(how)}", value, "exact or regex in an HTTPRoute")],
        };
    }

    // Of two names that differ in case alone a route heeds the first.
    private static IEnumerable<string> Twice(JsonNode headers, string path) => (headers as JsonObject ?? [])
        .GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .Select(group => $"{path}: {string.Join(" and ", group.Select(pair => ShownText.Of(pair.Key)))} are one header, which an HTTPRoute compares once");

    private static string Must(string path, JsonNode? value, string words) => $"{path}: {ShownText.Of(Text(value))} must be {words}";

    private static string Text(JsonNode? value) => value.Text() ?? value?.ToJsonString() ?? "";

    // What says nothing is as good as not written.
    private static IEnumerable<KeyValuePair<string, JsonNode>> Given(JsonObject match) => match
        .Where(pair => pair.Value is not (null or JsonObject { Count: 0 } or JsonArray { Count: 0 }) && pair.Value.ToJsonString() is not ("false" or "\"\""))
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!));
}
