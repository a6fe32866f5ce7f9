using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>An intent → the HTTPRoute that says it, made of the one that is there.</summary>
internal static class HttpRouteBuilder
{
    public const string Kind = "HTTPRoute";
    public const string Rules = "rules";

    public static JsonObject Build(RouteIntent intent, JsonObject? existing)
    {
        var mark = RouteMark.Of(existing);
        var draft = RouteEnvelope.Open(intent, GatewayKinds.ApiVersion, Kind, intent.Apex, existing);
        var original = RouteOriginal.Of(draft)?.Spec;
        var spec = draft.Within("spec");
        var services = RouteServices.Of(intent);
        var added = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [ParentList.Member] = ParentList.Write(spec, intent, mark),
            [HostnameList.Member] = HostnameList.Write(spec, intent, original, mark),
        };
        spec[Rules] = new RuleSplice(spec[Rules], original?[Rules], services)
            .Ours(intent, original is not null, rule => GatewayRules.Unmirrored(rule, services), before => GatewayRules.Of(intent, before));
        RouteEnvelope.Close(draft, intent, mark, BackendSplit.Of(new RuleList(spec[Rules], services).Ours, services), added);
        return draft;
    }

    /// <summary>The spec as it was, with what others changed in it since.</summary>
    public static JsonObject Return(JsonObject route, RouteOriginal original, RouteMark mark)
    {
        var spec = route.At("spec")?.DeepClone() as JsonObject ?? [];
        var services = RouteServices.Of(route, mark);
        ParentList.GiveBack(spec, services.Namespace, mark);
        HostnameList.GiveBack(spec, mark);
        var rules = new RuleSplice(spec[Rules], original.Spec[Rules], services).Returned();
        spec.Remove(Rules);
        if (rules.Count > 0)
        {
            spec[Rules] = rules;
        }

        return spec;
    }
}
