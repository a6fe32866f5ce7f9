using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>Rules of HTTP as Istio spells them.</summary>
internal sealed class HttpWords(RouteIntent intent, ServiceRule service) : IRuleWords
{
    private readonly Destinations to = new(intent);

    public JsonArray Plain() => service.Plain();

    public JsonArray Lanes() => MatchProduct.Of([.. intent.Matches.Select(MatchProduct.Condition)], service.Matches);

    public JsonArray Having(string cookie) => MatchProduct.Of([MatchProduct.HasCookie(cookie)], service.Matches);

    public JsonObject Both(JsonArray match, int weight, string? setPrimary = null, string? setCanary = null) =>
        service.With(match, to.Both(weight, setPrimary, setCanary));

    public JsonObject ToPrimary(JsonArray match) => service.With(match, to.Primary());

    public JsonObject ToTrial(JsonArray match) => service.With(match, to.OnTrial());

    public JsonObject Mirrored(JsonObject rule)
    {
        // A team's own mirror waits: a rule has one or the other.
        if (intent.Mirror > 0)
        {
            rule.Remove("mirrors");
            rule["mirror"] = new JsonObject { ["host"] = intent.OnTrial };
            rule["mirrorPercentage"] = new JsonObject { ["value"] = intent.Mirror };
        }

        return rule;
    }
}
