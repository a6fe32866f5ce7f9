using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Requests;

namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>Which rule of which HTTPRoute takes a request.</summary>
internal static class GatewayEvaluation
{
    private static readonly string[] AnyHost = ["*"];

    /// <summary>The routes are the oldest first. Null: none takes it.</summary>
    public static RouteChoice? Choose(IEnumerable<GatewayRoute> routes, MeshRequest request, string gateway)
    {
        var taken = routes
            .Where(route => route.Gateways.Contains(gateway))
            .Select(route => (Route: route, Fit: HostPattern.Fit(route.Hostnames.Count == 0 ? AnyHost : route.Hostnames, [request.Host])))
            .Where(each => each.Fit is not null)
            .SelectMany(each => each.Route.Rules.SelectMany(rule => rule.Matches.Select(match => (each.Fit, Rule: rule, Match: match))))
            .Where(each => each.Match.Accepts(request))
            // Stable: of equals the older route's, and in one route the earlier rule.
            .OrderByDescending(each => each.Fit).ThenByDescending(each => each.Match.Rank)
            .FirstOrDefault();
        return taken.Rule is null ? null : RouteChoice.Of(taken.Rule.Name, taken.Rule.Action, request.Path, taken.Match.Matched(request.Path));
    }
}
