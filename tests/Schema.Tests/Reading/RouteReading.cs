using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.GatewayApi;
using CanaryMesh.Analyzer.Routing.Istio;

namespace CanaryMesh.Schema.Tests.Reading;

/// <summary>The objects that a provider makes of a Canary in the midst of a trial, in a cluster that has none yet.</summary>
internal static class RouteReading
{
    private const int Weight = 10;

    private static readonly Dictionary<string, IRouteProvider> Routes = new(StringComparer.Ordinal)
    {
        [Webhook.Checking.Providers.Istio] = new IstioRoutes(() => []),
        [Webhook.Checking.Providers.GatewayApi] = new GatewayApiRoutes(() => []),
    };

    /// <summary>Those whose objects are read here.</summary>
    public static IEnumerable<string> Providers => Routes.Keys;

    public static string Of(string provider, JsonObject thing)
    {
        var plan = Routes[provider].Desired(Intent(thing), (_, _) => null);
        Assert.Empty(plan.Faults);
        return string.Join('\n', plan.Objects.Select(each => each.Body.ToJsonString()));
    }

    /// <summary>What the provider cannot write.</summary>
    public static IReadOnlyList<string> Faults(string provider, JsonObject thing) => Routes[provider].Faults(Intent(thing));

    private static RouteIntent Intent(JsonObject thing)
    {
        thing["metadata"]!["uid"] = "c1";
        var (_, spec, faults) = SpecReader.Read(thing, TimeSpan.FromSeconds(5), isByRoute: true);
        Assert.Empty(faults);
        return RouteIntent.Of(thing) with
        {
            Weight = Weight,
            Mirror = spec!.MirrorWeight,
            MatchesOnly = spec.Traffic.LanesOnly,
            Cookies = spec.Traffic.Affinity is { } rules ? RouteCookies.Of(rules, "abcd", Weight, previous: null) : null,
        };
    }
}
