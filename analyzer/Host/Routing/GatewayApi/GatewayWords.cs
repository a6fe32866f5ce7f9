using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>Rules as Gateway API spells them.</summary>
internal sealed class GatewayWords(RouteIntent intent, JsonObject before) : IRuleWords
{
    private readonly GatewayRule rule = GatewayRule.Of(intent.Service, before);
    private readonly BackendRefs to = new(intent, before);

    public JsonArray Plain() => new([.. rule.Matches.Select(each => each.DeepClone())]);

    public JsonArray Lanes() => Each([.. intent.Matches.Select(RouteMatches.Condition).SelectMany(each => OverCookies(each))]);

    public JsonArray Having(string cookie) => Each([RouteMatches.HasCookie(cookie)]);

    public JsonObject Both(JsonArray match, int weight, string? setPrimary = null, string? setCanary = null) => rule.With(match, to.Both(weight, setPrimary, setCanary));

    public JsonObject ToPrimary(JsonArray match) => rule.With(match, to.Primary());

    public JsonObject ToTrial(JsonArray match) => rule.With(match, to.OnTrial());

    public JsonObject Mirrored(JsonObject split)
    {
        if (intent.Mirror > 0)
        {
            var filters = split[GatewayRule.FiltersMember] as JsonArray ?? [];
            filters.Add(MirrorFilter.Of(to.Reference(intent.OnTrial), intent.Mirror));
            split[GatewayRule.FiltersMember] = filters;
        }

        return split;
    }

    // Of two rules the one with more headers wins, wherever it stands: a lane by parameters alone would lose to the rules of cookies.
    private IEnumerable<JsonObject> OverCookies(JsonObject lane) =>
        intent is { Cookies: null } or { MatchesOnly: true } || lane.ContainsKey(RouteMatches.Headers) ? [lane] : [lane, RouteMatches.Both(lane, RouteMatches.HasCookies())];

    private JsonArray Each(IReadOnlyList<JsonObject> conditions) => ConditionProduct.Of(conditions, rule.Matches, RouteMatches.Both);
}
