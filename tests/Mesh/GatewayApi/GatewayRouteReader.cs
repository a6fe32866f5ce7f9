using System.Globalization;
using System.Text.Json;
using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Reading;

namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>Reads HTTPRoutes; the rules of one that cannot be read answer nothing but errors.</summary>
internal static class GatewayRouteReader
{
    private const int Found = 302;
    private static readonly RouteAction.Answer Error = new(500, "a rule that cannot be obeyed");

    public static GatewayRoute Read(JsonElement item, IReadOnlyList<string> gateways, Func<string, bool> isService)
    {
        try
        {
            return new GatewayRoute(item.Key(), item.Texts("spec", "hostnames"), gateways, Rules(item, isService));
        }
        catch (BadObjectException)
        {
            return new GatewayRoute(item.Key(), [], gateways, [new GatewayRule(item.Name(), [GatewayMatchReader.Everything], Error)]);
        }
    }

    private static IReadOnlyList<GatewayRule> Rules(JsonElement item, Func<string, bool> isService) =>
    [
        .. item.Items("spec", "rules").Select((rule, index) => new GatewayRule(
            $"{item.Name()}/{rule.Text("name") ?? index.ToString(CultureInfo.InvariantCulture)}", Matches(rule), Action(rule, item.Namespace(), isService))),
    ];

    private static List<GatewayMatch> Matches(JsonElement rule) =>
        rule.Items("matches").Select(GatewayMatchReader.Read).ToList() is { Count: > 0 } matches ? matches : [GatewayMatchReader.Everything];

    private static RouteAction Action(JsonElement rule, string @namespace, Func<string, bool> isService)
    {
        if (!GatewayFilters.AreKnown(rule, ofBackend: false))
        {
            return Error;
        }
        if (GatewayFilters.RequestRedirect(rule) is { } redirect)
        {
            return Redirect(redirect);
        }
        var targets = GatewayTargets.Read(rule, @namespace, isService);
        return targets.Any(target => target.Weight > 0) ? Forward(rule, targets, @namespace, isService) : Error;
    }

    private static RouteAction.Forward Forward(JsonElement rule, IReadOnlyList<WeightedTarget> targets, string @namespace, Func<string, bool> isService)
    {
        var rewrite = GatewayFilters.UrlRewrite(rule);
        return new RouteAction.Forward(targets)
        {
            Path = GatewayFilters.Path(rewrite),
            Authority = rewrite?.Text("hostname"),
            Request = GatewayFilters.Request(rule),
            Response = GatewayFilters.Response(rule),
            Mirrors = GatewayFilters.Mirrors(rule, backend => GatewayTargets.Destination(backend, @namespace, isService)),
            Timeout = Shorter(Durations.Read(rule.Text("timeouts", "request")), Durations.Read(rule.Text("timeouts", "backendRequest"))),
        };
    }

    private static RouteAction.Redirect Redirect(JsonElement redirect) => new(redirect.Whole("statusCode") ?? Found)
    {
        Scheme = redirect.Text("scheme"), Host = redirect.Text("hostname"), Port = redirect.Whole("port"), Path = GatewayFilters.Path(redirect),
    };

    private static TimeSpan? Shorter(TimeSpan? first, TimeSpan? second) => first is { } a && second is { } b ? (a < b ? a : b) : first ?? second;
}
