using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>What a Canary asks of Istio that cannot be written: each would lead more requests than it says, or take those of others.</summary>
internal static class IstioFaults
{
    public static IReadOnlyList<string> Of(RouteIntent intent, IReadOnlyCollection<string> allowedHosts) =>
        [.. Delegation(intent.Service), .. Hosts(intent, allowedHosts), .. Conditions(intent), .. intent.Matches.SelectMany(Match), .. Cookies(intent)];

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
            yield return "spec.analysis.match: without conditions on requests, which TCP has none of, A/B would lead everybody to the version on trial";
        }
    }

    private static IEnumerable<string> Match(JsonObject match, int index)
    {
        var path = $"spec.analysis.match[{index}]";
        var cookies = (match["cookies"] as JsonObject)?.Count ?? 0;
        var onHeader = HasCookie(match);
        if (MatchProduct.Condition(match).Count == 0)
        {
            yield return $"{path}: without a condition it would take every request";
        }

        if (cookies > 1 || (cookies == 1 && onHeader))
        {
            yield return $"{path}.cookies: Istio compares the header of all cookies once, so one condition on it is the most";
        }
    }

    private static IEnumerable<string> Cookies(RouteIntent intent) => intent.Cookies is null
        ? []
        : intent.Service.Objects("match")
            .Select((match, index) => HasCookie(match) ? $"spec.service.match[{index}].headers: a condition on cookies and session affinity exclude each other" : null)
            .OfType<string>();

    private static bool HasCookie(JsonObject match) =>
        (match["headers"] as JsonObject ?? []).Any(header => string.Equals(header.Key, "cookie", StringComparison.OrdinalIgnoreCase));
}
