using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>The rules in the place of one rule, as the schema takes them.</summary>
internal static class GatewayRules
{
    private const string Name = "name";

    public static IReadOnlyList<JsonObject> Of(RouteIntent intent, JsonObject before)
    {
        List<JsonObject> rules = [.. TrialRules.Of(intent, new GatewayWords(intent, before)).SelectMany(Apart)];
        // A name is unique in a route, and belongs to the rule of everybody.
        if (before.Text(Name) is { } name)
        {
            rules[^1][Name] = name;
        }

        return rules;
    }

    /// <summary>The rule of a route that split by hand, without its copies to the version on trial.</summary>
    public static JsonObject Unmirrored(JsonObject rule, RouteServices services)
    {
        var plain = (JsonObject)rule.DeepClone();
        JsonNode[] kept = [.. rule.Objects(GatewayRule.FiltersMember).Where(each => !MirrorFilter.LeadsTo(each, services.OnTrial, services)).Select(each => each.DeepClone())];
        plain.Remove(GatewayRule.FiltersMember);
        if (kept.Length > 0)
        {
            plain[GatewayRule.FiltersMember] = new JsonArray(kept);
        }

        return plain;
    }

    // Which of several prefixes is replaced nobody could tell.
    private static IEnumerable<JsonObject> Apart(JsonObject rule) => rule.Objects(GatewayRule.MatchesMember).Count() > 1 && RewriteFilter.ReplacesPrefix(rule)
        ? rule.Objects(GatewayRule.MatchesMember).Select(match => Only(rule, match))
        : [rule];

    private static JsonObject Only(JsonObject rule, JsonObject match)
    {
        var one = (JsonObject)rule.DeepClone();
        one[GatewayRule.MatchesMember] = new JsonArray(match.DeepClone());
        return one;
    }
}
