using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.GatewayApi;
using CanaryMesh.Mesh.Istio;
using CanaryMesh.Mesh.Requests;
using CanaryMesh.Mesh.Services;
using CanaryMesh.Mesh.Watching;

namespace CanaryMesh.Mesh;

/// <summary>The objects of one moment, understood: which rule takes a request, and where a destination leads.</summary>
internal sealed class MeshView
{
    private const string Mesh = "mesh";
    private const int NotFound = 404;
    private readonly IReadOnlyList<VirtualService> _virtualServices;
    private readonly IReadOnlyList<DestinationRule> _destinationRules;
    private readonly IReadOnlyList<GatewayRoute> _routes;
    private readonly IReadOnlyDictionary<string, KnownService> _services;

    private MeshView(ClusterObjects objects, string @namespace, IEnumerable<AcceptedRoute> accepted)
    {
        _services = ServiceReader.Read(objects);
        _virtualServices = VirtualServiceReader.Read(objects.Of(MeshKind.VirtualServices), @namespace);
        _destinationRules = DestinationRuleReader.Read(objects.Of(MeshKind.DestinationRules));
        _routes = [.. accepted.Select(each => GatewayRouteReader.Read(each.Route, each.Gateways, key => objects.Find(MeshKind.Services, key) is not null))];
    }

    /// <summary>The accepted routes are the oldest first.</summary>
    public static MeshView Of(ClusterObjects objects, string @namespace, IEnumerable<AcceptedRoute> accepted) => new(objects, @namespace, accepted);

    public RouteChoice Choose(MeshRequest request, string gateway)
    {
        var asked = gateway == Mesh ? request with { Host = Named(request.Host) } : request;
        return IstioEvaluation.Choose(_virtualServices, asked, gateway)
            ?? (gateway == Mesh ? Plain(asked) : GatewayEvaluation.Choose(_routes, asked, gateway))
            ?? RouteChoice.Refused(NotFound, $"nothing is known of {request.Host} at {gateway}");
    }

    public Resolution Resolve(Destination destination, int entered)
    {
        var rule = DestinationRuleReader.Of(_destinationRules, destination.Host);
        var subset = destination.Subset is { } name ? rule?.Subsets.GetValueOrDefault(name) : null;
        var service = _services.GetValueOrDefault(destination.Host);
        var port = service?.Port(destination.Port, entered);
        var endpoints = port?.Endpoints.Where(endpoint => subset is null || subset.Labels.All(label => endpoint.Labels.GetValueOrDefault(label.Key) == label.Value)).ToList() ?? [];
        return new Resolution(service?.Name ?? WeightedDraw.Short(destination), service?.Namespace ?? "", subset?.TlsMode ?? rule?.TlsMode ?? DestinationRule.NoMode, endpoints)
        {
            Fault = destination.AnsweredWith is not null ? $"{destination.Host} is no backend"
                : service is null ? $"there is no Service {destination.Host}"
                : port is null ? $"{destination.Host} has no such port"
                : destination.Subset is not null && subset is null ? $"{destination.Host} has no subset {destination.Subset}"
                : endpoints.Count == 0 ? $"no pod of {destination.Host} is ready"
                : null,
            FaultStatus = destination.AnsweredWith ?? 503,
        };
    }

    // A client that calls a cluster IP means its Service.
    private string Named(string host) => _services.FirstOrDefault(each => each.Value.ClusterIp == host).Key ?? host;

    private RouteChoice? Plain(MeshRequest request) => HostNames.Meant(request.Host, request.Namespace).FirstOrDefault(_services.ContainsKey) is { } name
        ? RouteChoice.Of($"service/{_services[name].Name}", new RouteAction.Forward([new WeightedTarget(new Destination(name, request.Port), 1)]), request.Path, "")
        : null;
}
