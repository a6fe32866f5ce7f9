using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>What a Canary asks of Istio that cannot be written: each would lead more requests than it says, or take those of others.</summary>
internal static class IstioFaults
{
    public static IReadOnlyList<string> Of(RouteIntent intent, IReadOnlyCollection<string> allowedHosts) =>
        [.. Delegation(intent.Service), .. Hosts(intent, allowedHosts), .. Conditions(intent), .. intent.Matches.SelectMany(Match), .. ConditionFaults.Cookies(intent)];

    private static IEnumerable<string> Delegation(JsonObject service)
    {
        if (service.Flag("delegation") && (service["hosts"] is JsonArray { Count: > 0 } || service["gateways"] is JsonArray { Count: > 0 }))
        {
            yield return "spec.service.delegation: a delegate has neither hosts nor gateways";
        }
    }

    private static IEnumerable<string> Hosts(RouteIntent intent, IReadOnlyCollection<string> allowed) => HostCheck
        .Refused(SharedList.Texts(intent.Service["hosts"]), SharedList.Texts(intent.Service["gateways"]), intent.Apex, intent.Namespace, allowed)
        .Select(each => $"spec.service.hosts: {ShownText.Of(each.Host)} {each.Why}");

    private static IEnumerable<string> Conditions(RouteIntent intent)
    {
        if (intent.MatchesOnly && (intent.Matches.Count == 0 || TcpRules.Apply(intent)))
        {
            yield return ConditionFaults.WithoutAny;
        }
    }

    private static IEnumerable<string> Match(JsonObject match, int index) =>
        ConditionFaults.Match(match, $"spec.analysis.match[{index}]", MatchProduct.Condition(match).Count == 0, "Istio");
}
