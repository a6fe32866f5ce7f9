using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>How much the schema of an HTTPRoute takes. Found out before, a fault has a name; the server would refuse the write at every tick.</summary>
internal static class SizeFaults
{
    private const int MostRules = 16;
    private const int MostMatches = 64;
    private const int MostMatchesInAll = 128;
    private const int MostHostnames = 16;
    private const int MostParents = 32;
    private const int MostEntries = 16;
    private const string Matches = "conditions (each of spec.analysis.match with each of spec.service.match)";

    /// <summary>What a route has too much of.</summary>
    public static IEnumerable<string> Of(JsonObject route)
    {
        var rules = route.Objects("spec", HttpRouteBuilder.Rules).ToList();
        return new[]
        {
            Fault(route, Count(route.At("spec", ParentList.Member)), MostParents, "parents (spec.service.gatewayRefs)"),
            Fault(route, Count(route.At("spec", HostnameList.Member)), MostHostnames, "hostnames (spec.service.hosts)"),
            Fault(route, rules.Count, MostRules, "rules (a prefix that is rewritten makes one of each condition)"),
            Fault(route, Most(rules, rule => Count(rule[GatewayRule.MatchesMember])), MostMatches, $"{Matches} in one rule"),
            Fault(route, rules.Sum(rule => Count(rule[GatewayRule.MatchesMember])), MostMatchesInAll, $"{Matches} in all rules together"),
            Fault(route, Most(rules, rule => Count(rule[GatewayRule.FiltersMember])), MostEntries, "filters in one rule (spec.service.mirror)"),
            Fault(route, Most(rules, rule => Most(rule.Objects(GatewayRule.MatchesMember), match => Math.Max(Count(match[RouteMatches.Headers]), Count(match[RouteMatches.Query])))), MostEntries, "headers or parameters in one condition"),
            Fault(route, Most(rules, rule => Most(Filters(rule), Changes)), MostEntries, "headers in one of set, add and remove (spec.service.headers)"),
        }.OfType<string>();
    }

    private static IEnumerable<JsonObject> Filters(JsonObject rule) => [.. rule.Objects(GatewayRule.FiltersMember), .. RouteServices.Backends(rule).SelectMany(each => each.Objects(GatewayRule.FiltersMember))];

    // Those of CORS take more, and are counted where they are read.
    private static int Changes(JsonObject filter) => (filter.Text("type") ?? "").EndsWith("HeaderModifier", StringComparison.Ordinal)
        ? Most(filter.Select(pair => pair.Value).OfType<JsonObject>().SelectMany(each => each), list => Count(list.Value))
        : 0;

    private static string? Fault(JsonObject route, int count, int most, string what) => count <= most
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"HTTPRoute {route.Text("metadata", "name")} would have {count} {what}, and {most} are the most that Gateway API takes");

    private static int Most<T>(IEnumerable<T> of, Func<T, int> count) => of.Select(count).DefaultIfEmpty().Max();

    private static int Count(JsonNode? list) => (list as JsonArray)?.Count ?? 0;
}
