using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>Routes of the provider gatewayapi:v1: an HTTPRoute of the apex.</summary>
internal sealed class GatewayApiRoutes(Func<IReadOnlyCollection<string>> allowedHosts) : IRouteProvider
{
    public IReadOnlyList<KubeKind> Kinds { get; } = [GatewayKinds.HttpRoutes];

    public IReadOnlyList<string> Faults(RouteIntent intent) => GatewayFaults.Of(intent, allowedHosts());

    public RoutePlan Desired(RouteIntent intent, FindObject find)
    {
        var existing = find(GatewayKinds.HttpRoutes, intent.Apex);
        List<string> faults = [.. Faults(intent), .. new[] { RouteEnvelope.Fault(intent, existing) }.OfType<string>()];
        if (faults.Count > 0)
        {
            return RoutePlan.Refused(faults);
        }

        var route = HttpRouteBuilder.Build(intent, existing);
        faults.AddRange([.. SizeFaults.Of(route), .. FitFaults.Of(route, intent)]);
        return faults.Count > 0 ? RoutePlan.Refused(faults) : new([new(GatewayKinds.HttpRoutes, route)], []);
    }

    public RouteReading Read(RouteIntent intent, FindObject find) => HttpRouteReader.Read(intent, find(GatewayKinds.HttpRoutes, intent.Apex));

    public RouteReturn Restore(JsonObject existing) => RouteEnvelope.Restore(existing, (original, mark) => HttpRouteBuilder.Return(existing, original, mark));
}
