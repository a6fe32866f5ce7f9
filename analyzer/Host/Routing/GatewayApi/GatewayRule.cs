using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>What the rules of a route have in common: the section service of the Canary, over the rule that was there before.</summary>
internal sealed record GatewayRule(IReadOnlyList<JsonObject> Matches, JsonObject Members)
{
    public const string MatchesMember = "matches";
    public const string FiltersMember = "filters";
    public const string TimeoutsMember = "timeouts";

    private static readonly string[] Written = [MatchesMember, "backendRefs", FiltersMember, TimeoutsMember, "name"];

    public static GatewayRule Of(JsonObject service, JsonObject before)
    {
        var members = (JsonObject)before.DeepClone();
        foreach (var name in Written)
        {
            members.Remove(name);
        }

        Filters(members, service, before);
        Timeouts(members, service, before);
        IReadOnlyList<JsonObject> matches = BaseRules.HasMatch(service)
            ? [.. service.Objects("match").Select(RouteMatches.Service)]
            : [.. before.Objects(MatchesMember).Select(each => (JsonObject)each.DeepClone())];
        return new(matches.Count > 0 ? matches : [RouteMatches.Service([])], members);
    }

    /// <summary>A rule with these conditions and backends.</summary>
    public JsonObject With(JsonArray matches, JsonArray backends)
    {
        var rule = new JsonObject { [MatchesMember] = matches };
        foreach (var (name, value) in Members)
        {
            rule[name] = value?.DeepClone();
        }

        rule["backendRefs"] = backends;
        return rule;
    }

    // What the Canary says of one kind of filter is all that is said of it.
    private static void Filters(JsonObject members, JsonObject service, JsonObject before)
    {
        List<JsonObject> given =
        [
            .. HeaderFilters.Of(service["headers"]),
            .. RewriteFilter.Of(service["rewrite"]),
            .. service.Objects("mirror").Select(each => each["backendRef"]).OfType<JsonObject>().Select(backend => MirrorFilter.Of(backend)),
            .. CorsFilter.Of(service["corsPolicy"]),
        ];
        var kept = before.Objects(FiltersMember).Where(each => !given.Exists(other => other.Text("type") == each.Text("type"))).Select(each => each.DeepClone());
        JsonNode[] filters = [.. kept, .. given];
        if (filters.Length > 0)
        {
            members[FiltersMember] = new JsonArray(filters);
        }
    }

    private static void Timeouts(JsonObject members, JsonObject service, JsonObject before)
    {
        var timeouts = before[TimeoutsMember]?.DeepClone() as JsonObject ?? [];
        foreach (var (name, field) in new[] { ("request", "timeout"), ("backendRequest", "backendTimeout") })
        {
            if (service.Text(field) is { Length: > 0 } given)
            {
                timeouts[name] = given;
            }
        }

        if (timeouts.Count > 0)
        {
            members[TimeoutsMember] = timeouts;
        }
    }
}
