using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>What a Canary asks of Gateway API that cannot be written.</summary>
internal static class GatewayFaults
{
    private const string Router = "an HTTPRoute";
    private static readonly string[] AtGateway = ["gateway"];

    public static IReadOnlyList<string> Of(RouteIntent intent, IReadOnlyCollection<string> allowedHosts) =>
    [
        .. Parents(intent),
        .. Hosts(intent, allowedHosts),
        .. intent.Service.Objects("match").SelectMany((match, index) => MatchFaults.Service(match, $"spec.service.match[{index}]")),
        .. Conditions(intent),
        .. intent.Matches.SelectMany((match, index) => Analysis(match, $"spec.analysis.match[{index}]")),
        .. ConditionFaults.Cookies(intent),
        .. FilterFaults.Of(intent),
    ];

    private static IEnumerable<string> Parents(RouteIntent intent)
    {
        var parents = intent.Service.Objects(ParentList.Field).ToList();
        if (parents.Count == 0)
        {
            yield return $"spec.service.{ParentList.Field}: must name at least one Gateway (or, in a mesh, a Service) that the HTTPRoute is attached to";
        }

        for (var index = 0; index < parents.Count; index++)
        {
            var parent = parents[index];
            if (parent.Text("name") is not { Length: > 0 } name)
            {
                yield return $"spec.service.{ParentList.Field}[{index}].name: must be given";
            }
            else if (ParentCheck.Why(parent.Text("kind"), parent.Text("namespace"), name, intent.Apex, intent.Namespace) is { } why)
            {
                yield return $"spec.service.{ParentList.Field}[{index}]: {why}";
            }
        }
    }

    private static IEnumerable<string> Hosts(RouteIntent intent, IReadOnlyCollection<string> allowed)
    {
        var hosts = SharedList.Texts(intent.Service[HostnameList.Field]).ToLookup(LegalText.IsHostname);
        return
        [
            .. hosts[false].Select(host => $"spec.service.{HostnameList.Field}: {ShownText.Of(host)} must be {LegalText.HostnameWords}"),
            .. HostCheck.Refused(hosts[true], AtGateway, intent.Apex, intent.Namespace, allowed).Select(each => $"spec.service.{HostnameList.Field}: {ShownText.Of(each.Host)} {each.Why}"),
        ];
    }

    private static IEnumerable<string> Conditions(RouteIntent intent)
    {
        if (intent.MatchesOnly && intent.Matches.Count == 0)
        {
            yield return ConditionFaults.WithoutAny;
        }

        if (string.Equals(intent.Service.Text("appProtocol"), "tcp", StringComparison.OrdinalIgnoreCase))
        {
            yield return "spec.service.appProtocol: tcp must be left out: an HTTPRoute forwards requests of HTTP alone";
        }
    }

    private static IEnumerable<string> Analysis(JsonObject match, string path) =>
        MatchFaults.Analysis(match, path) is var faults && faults.Any()
            ? faults
            : ConditionFaults.Match(match, path, RouteMatches.Condition(match).Count == 0, Router);
}
