using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>Rules of others that take what ours are for. The more special condition wins wherever it stands; of two that are the same it is the
/// first, so only those are in our way.</summary>
internal static class RuleShadow
{
    public static string? Of(RuleList rules, RouteServices services, string route)
    {
        List<JsonObject> before = [];
        foreach (var rule in rules.All)
        {
            var matches = Matches(rule).ToList();
            if (services.IsOurs(rule) && matches.Exists(match => before.Exists(other => JsonNode.DeepEquals(match, other))))
            {
                return $"HTTPRoute {route} has a rule of others before ours for the same requests";
            }

            before.AddRange(services.IsOurs(rule) ? [] : matches);
        }

        return null;
    }

    // A rule without conditions has that of every path.
    private static IEnumerable<JsonObject> Matches(JsonObject rule) => rule.Objects(GatewayRule.MatchesMember).DefaultIfEmpty(RouteMatches.Service([]));
}
