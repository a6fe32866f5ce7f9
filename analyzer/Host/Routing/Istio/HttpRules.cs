using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>The rules of HTTP in the place of one rule: lanes, then cookies, then the weights.</summary>
internal static class HttpRules
{
    public static IReadOnlyList<JsonObject> Of(RouteIntent intent, ServiceRule service)
    {
        var to = new Destinations(intent);
        return intent switch
        {
            { MatchesOnly: true } => [Mirrored(intent, service.With(Conditions(intent, service), to.Both(intent.Weight))), service.With(service.Plain(), to.Primary())],
            { Weight: > 0 } => [.. Lanes(intent, service, to), .. Sticky(intent, service, to), Weighted(intent, service, to)],
            _ => [.. Expiring(intent, service, to), Weighted(intent, service, to)],
        };
    }

    private static JsonArray Conditions(RouteIntent intent, ServiceRule service) =>
        MatchProduct.Of([.. intent.Matches.Select(MatchProduct.Condition)], service.Matches);

    // Nobody is led anywhere while no share is in force.
    private static IEnumerable<JsonObject> Lanes(RouteIntent intent, ServiceRule service, Destinations to)
    {
        if (intent.Matches.Count > 0)
        {
            yield return service.With(Conditions(intent, service), to.OnTrial());
        }
    }

    private static IEnumerable<JsonObject> Sticky(RouteIntent intent, ServiceRule service, Destinations to)
    {
        if (intent.Cookies is { } cookies)
        {
            yield return service.With(Having(cookies.Canary, service), to.Both(100));
        }

        if (intent.Cookies?.Primary is { } primary)
        {
            yield return service.With(Having(primary, service), to.Both(0));
        }
    }

    private static IEnumerable<JsonObject> Expiring(RouteIntent intent, ServiceRule service, Destinations to)
    {
        if (intent.Cookies is { Previous: { } previous } cookies)
        {
            yield return service.With(Having(previous, service), to.Both(0, setPrimary: cookies.Expire));
        }
    }

    private static JsonObject Weighted(RouteIntent intent, ServiceRule service, Destinations to)
    {
        var cookies = intent.Weight > 0 ? intent.Cookies : null;
        return Mirrored(intent, service.With(service.Plain(), to.Both(intent.Weight, cookies?.SetPrimary, cookies?.SetCanary)));
    }

    private static JsonObject Mirrored(RouteIntent intent, JsonObject rule)
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

    private static JsonArray Having(string cookie, ServiceRule service) => MatchProduct.Of([MatchProduct.HasCookie(cookie)], service.Matches);
}
