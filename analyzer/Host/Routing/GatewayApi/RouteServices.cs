using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>A workload's three Services at the port of its apex: the sides have no other, so what leads to another port of the apex is not ours.</summary>
internal sealed record RouteServices(string Namespace, string Apex, string Primary, string OnTrial, int? Port) : IRuleTargets
{
    public static RouteServices Of(RouteIntent intent) => new(intent.Namespace, intent.Apex, intent.Primary, intent.OnTrial, intent.Port);

    /// <summary>The same of a route that we wrote, whatever its Canary has become.</summary>
    public static RouteServices Of(JsonObject route, RouteMark mark)
    {
        var any = new RouteServices(route.Text("metadata", "namespace") ?? "", route.Text("metadata", "name") ?? "", mark.Sides[0], mark.Sides[1], null);
        var written = route.Objects("spec", "rules").SelectMany(Backends).FirstOrDefault(each => any.Name(each) == any.Primary);
        return any with { Port = written.Number("port") };
    }

    public bool IsOurs(JsonObject rule) => Backends(rule) is { Count: > 0 } backends && backends.All(Is);

    public bool LeadsTo(JsonObject rule, string service) => Backends(rule).Any(each => Name(each) == service);

    public string Name(JsonObject backend) => BackendName.Of(backend, Namespace);

    public static IReadOnlyList<JsonObject> Backends(JsonObject rule) => [.. rule.Objects("backendRefs")];

    private bool Is(JsonObject backend) =>
        Name(backend) is var name && (name == Apex || name == Primary || name == OnTrial) && (Port is null || backend.Number("port") is not { } port || port == Port);
}
