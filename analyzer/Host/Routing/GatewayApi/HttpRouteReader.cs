using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>What an HTTPRoute says of our split, whether we said it, and whether it holds.</summary>
internal static class HttpRouteReader
{
    public static RouteReading Read(RouteIntent intent, JsonObject? existing)
    {
        if (existing is null)
        {
            return new();
        }

        var services = RouteServices.Of(intent);
        var rules = new RuleList(existing.At("spec", HttpRouteBuilder.Rules), services);
        var weighted = rules.Ours.LastOrDefault(rule => services.LeadsTo(rule, intent.Primary) && services.LeadsTo(rule, intent.OnTrial));
        var mark = RouteMark.Of(existing);
        return new()
        {
            Exists = true,
            IsMarked = mark is not null,
            Weight = weighted is null ? null : BackendSplit.Share(weighted, intent.OnTrial, services),
            Mirror = weighted is null ? 0 : MirrorFilter.Percent(weighted, intent.OnTrial, services),
            ForeignEdit = mark is null ? null : Edit(intent, mark.Split, BackendSplit.Of(rules.Ours, services)),
            Hindrance = mark is null ? null : RuleShadow.Of(rules, services, intent.Apex) ?? RouteAcceptance.Hindrance(existing),
        };
    }

    private static string? Edit(RouteIntent intent, string written, string found) => written == found
        ? null
        : $"HTTPRoute {intent.Apex} was changed by another: it splits {(found.Length > 0 ? found : "nothing")}, and {written} was written";
}
