using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>An intent → the VirtualService that says it, made of the one that is there.</summary>
internal static class VirtualServiceBuilder
{
    public const string Kind = "VirtualService";

    private const string Http = "http";
    private const string Tcp = "tcp";
    private static readonly string[] Mirrors = ["mirror", "mirrorPercentage", "mirrors"];

    public static JsonObject Build(RouteIntent intent, JsonObject? existing)
    {
        var mark = RouteMark.Of(existing);
        var draft = RouteEnvelope.Open(intent, IstioKinds.ApiVersion, Kind, intent.Apex, existing);
        var original = RouteOriginal.Of(draft)?.Spec;
        var spec = draft.Within("spec");
        var (hosts, gateways) = (RouteReach.HostsOf(intent, existing, mark), RouteReach.GatewaysOf(intent, existing, mark));
        SharedList.Write(spec, RouteReach.Gateways, gateways.All);
        SharedList.Write(spec, RouteReach.Hosts, hosts.All);
        var names = RouteHosts.Of(intent);
        WriteRules(spec, Section(intent), Ours(intent, spec, original, names));
        WriteRules(spec, Section(intent) == Http ? Tcp : Http, Returned(spec, original, Section(intent) == Http ? Tcp : Http, names));
        RouteEnvelope.Close(draft, intent, mark, SplitText.Of(new RuleList(spec[Section(intent)], names).Ours, names), new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [RouteReach.Hosts] = hosts.Added,
            [RouteReach.Gateways] = gateways.Added,
        });
        return draft;
    }

    /// <summary>The member of the spec that holds our rules.</summary>
    public static string Section(RouteIntent intent) => TcpRules.Apply(intent) ? Tcp : Http;

    /// <summary>The spec as it was, with what others changed in it since.</summary>
    public static JsonObject Return(JsonObject live, RouteOriginal original, RouteMark mark, RouteHosts names)
    {
        var spec = (JsonObject)live.DeepClone();
        RouteReach.GiveBack(spec, original.Spec, mark);
        foreach (var section in new[] { Http, Tcp })
        {
            WriteRules(spec, section, Returned(spec, original.Spec, section, names));
        }

        return spec;
    }

    private static JsonArray Ours(RouteIntent intent, JsonObject spec, JsonObject? original, RouteHosts names) =>
        new RuleSplice(spec[Section(intent)], original?[Section(intent)], names).Ours(intent, original is not null, Unmirrored, before => Group(intent, before));

    private static IReadOnlyList<JsonObject> Group(RouteIntent intent, JsonObject before)
    {
        var service = ServiceRule.Of(intent.Service, before);
        return TcpRules.Apply(intent) ? TcpRules.Of(intent, service) : TrialRules.Of(intent, new HttpWords(intent, service));
    }

    private static JsonObject Unmirrored(JsonObject rule)
    {
        var plain = (JsonObject)rule.DeepClone();
        foreach (var name in Mirrors)
        {
            plain.Remove(name);
        }

        return plain;
    }

    private static JsonArray Returned(JsonObject spec, JsonObject? original, string section, RouteHosts names) =>
        new RuleSplice(spec[section], original?[section], names).Returned();

    private static void WriteRules(JsonObject spec, string section, JsonArray rules)
    {
        if (rules.Count == 0)
        {
            spec.Remove(section);
        }
        else
        {
            spec[section] = rules;
        }
    }
}
