using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>Parts of a route that are legal alone and not together: those of a Canary, and those of the route that was there before.</summary>
internal static class FitFaults
{
    private const string NoPrefix = $"spec.service.rewrite.type: {RewriteFilter.Prefix} needs a uri.prefix in each of spec.service.match, since it replaces that";

    public static IEnumerable<string> Of(JsonObject route, RouteIntent intent)
    {
        var services = RouteServices.Of(intent);
        var ours = route.Objects("spec", HttpRouteBuilder.Rules).Where(services.IsOurs).ToList();
        return new[]
        {
            Parents(route, intent),
            ours.Exists(IsWithoutPrefix) ? NoPrefix : null,
            Cookies(route, intent, services),
            ours.Select(Times).FirstOrDefault(each => each is not null),
        }.OfType<string>();
    }

    private static string? Parents(JsonObject route, RouteIntent intent)
    {
        var parents = route.Objects("spec", ParentList.Member).Select(each => ParentName.Of(each, intent.Namespace)).ToList();
        var twice = parents.Where((one, index) => parents.Where((other, at) => at != index && one.IsBeside(other)).Any(other => one.Section is null || one.Section == other.Section)).ToList();
        return twice.Count == 0
            ? null
            : $"spec.service.{ParentList.Field}: {twice[0].Shown(intent.Namespace)} would be named twice; of several references to one parent each must have a sectionName of its own";
    }

    // The cookie's own condition would take the place of the team's.
    private static string? Cookies(JsonObject route, RouteIntent intent, RouteServices services) =>
        intent.Cookies is not null && !BaseRules.HasMatch(intent.Service)
        && RouteOriginal.Of(route)?.Spec.Objects(HttpRouteBuilder.Rules).Where(services.IsOurs).Any(RouteMatches.IsOnCookies) == true
            ? $"spec.analysis.sessionAffinity: HTTPRoute {intent.Apex} has a condition on cookies of its own, and the two exclude each other"
            : null;

    private static bool IsWithoutPrefix(JsonObject rule) =>
        RewriteFilter.ReplacesPrefix(rule) && rule.Objects(GatewayRule.MatchesMember).Any(match => match.Text("path", "type") != RouteMatches.PathPrefix);

    // A request of 0s has no limit.
    private static string? Times(JsonObject rule)
    {
        var (request, backend) = (rule.Text(GatewayRule.TimeoutsMember, "request"), rule.Text(GatewayRule.TimeoutsMember, "backendRequest"));
        return Durations.Parse(request) is { } whole && Durations.Parse(backend) is { } part && part > whole
            ? $"spec.service.backendTimeout: {ShownText.Of(backend!)} must not be longer than the timeout of the whole request, {ShownText.Of(request!)}"
            : null;
    }
}
