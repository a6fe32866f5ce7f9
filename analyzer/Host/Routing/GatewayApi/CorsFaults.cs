using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>What spec.service.corsPolicy says that the filter of an HTTPRoute does not take.</summary>
internal static class CorsFaults
{
    private const string Path = "spec.service.corsPolicy";
    private const string Any = "*";
    private const int MostEntries = 64;

    public static IEnumerable<string> Of(JsonNode? policy) => policy is not JsonObject cors
        ? []
        :
        [
            .. Patterns(cors),
            .. Each(CorsFilter.Origins(cors), "allowOrigins", LegalText.IsOrigin, LegalText.OriginWords),
            .. Each(SharedList.Texts(cors["allowMethods"]), "allowMethods", text => text == Any || LegalText.Methods.Contains(text), $"one of {string.Join(", ", LegalText.Methods)}, or * alone"),
            .. Each(SharedList.Texts(cors["allowHeaders"]), "allowHeaders", LegalText.IsHeaderName, LegalText.HeaderNameWords),
            .. Each(SharedList.Texts(cors["exposeHeaders"]), "exposeHeaders", LegalText.IsHeaderName, LegalText.HeaderNameWords),
            .. Age(cors),
        ];

    private static IEnumerable<string> Patterns(JsonObject cors) => cors.Objects("allowOrigins")
        .SelectMany((origin, index) => origin
            .Where(pair => pair.Key != "exact")
            .Select(pair => $"{Path}.allowOrigins[{index}].{ShownText.Of(pair.Key)}: {ShownText.Of(pair.Value.Text() ?? "")} must be exact in an HTTPRoute; * may stand for a part, as in https://*.example.com"));

    private static IEnumerable<string> Each(IReadOnlyList<string> texts, string member, Func<string, bool> isLegal, string words) =>
    [
        .. texts.Where(text => !isLegal(text)).Select(text => $"{Path}.{member}: {ShownText.Of(text)} must be {words}"),
        .. texts.Count > 1 && texts.Contains(Any) && member != "exposeHeaders" ? [$"{Path}.{member}: * must be alone, or left out"] : Array.Empty<string>(),
        .. texts.Count > MostEntries ? [string.Create(CultureInfo.InvariantCulture, $"{Path}.{member}: {texts.Count} entries, and {MostEntries} are the most that Gateway API takes")] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Age(JsonObject cors)
    {
        if (cors.Text("maxAge") is { Length: > 0 } text && Durations.Parse(text) is not { TotalSeconds: >= 1 })
        {
            yield return $"{Path}.maxAge: {ShownText.Of(text)} must be a duration of at least 1s, such as 24h";
        }
    }
}
