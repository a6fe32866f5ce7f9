using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>The names of a workload's three Services, and the rules that lead to them alone: those are ours, all others are not.</summary>
internal sealed record RouteHosts(string Namespace, string Apex, string Primary, string OnTrial) : IRuleTargets
{
    public static RouteHosts Of(RouteIntent intent) => new(intent.Namespace, intent.Apex, intent.Primary, intent.OnTrial);

    public bool IsOurs(JsonObject rule) =>
        rule.Objects("route").ToList() is { Count: > 0 } route && route.TrueForAll(each => Short(each.Text("destination", "host")) is { } host && Names(host));

    public bool LeadsTo(JsonObject rule, string service) => rule.Objects("route").Any(each => Short(each.Text("destination", "host")) == service);

    /// <summary>A host without the namespace and what follows it, if the namespace is this one.</summary>
    public string? Short(string? host) => host?.Split('.', 4) switch
    {
        null => null,
        [var name, var ns] when ns == Namespace => name,
        [var name, var ns, "svc", ..] when ns == Namespace => name,
        _ => host,
    };

    private bool Names(string host) => host == Apex || host == Primary || host == OnTrial;
}
