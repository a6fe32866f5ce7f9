using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>Routes of the provider istio: a VirtualService of the apex, and a DestinationRule of each side.</summary>
internal sealed class IstioRoutes(Func<IReadOnlyCollection<string>> allowedHosts) : IRouteProvider
{
    public IReadOnlyList<KubeKind> Kinds { get; } = [IstioKinds.VirtualServices, IstioKinds.DestinationRules];

    public IReadOnlyList<string> Faults(RouteIntent intent) => IstioFaults.Of(intent, allowedHosts());

    public RoutePlan Desired(RouteIntent intent, FindObject find)
    {
        var route = find(IstioKinds.VirtualServices, intent.Apex);
        var sides = new[] { intent.Primary, intent.OnTrial }.Select(name => (Name: name, Found: find(IstioKinds.DestinationRules, name))).ToList();
        List<string> faults =
        [
            .. Faults(intent),
            .. new[] { RouteEnvelope.Fault(intent, route) }.Concat(sides.Select(side => DestinationRuleBuilder.Fault(intent, side.Found))).OfType<string>(),
        ];
        // How to speak to a side is known before anything is led there.
        return faults.Count > 0
            ? RoutePlan.Refused(faults)
            : new([.. sides.Select(side => new RouteObject(IstioKinds.DestinationRules, DestinationRuleBuilder.Build(intent, side.Name, side.Found))), new(IstioKinds.VirtualServices, VirtualServiceBuilder.Build(intent, route))], []);
    }

    public RouteReading Read(RouteIntent intent, FindObject find) => VirtualServiceReader.Read(intent, find(IstioKinds.VirtualServices, intent.Apex));

    public RouteReturn Restore(JsonObject existing) => RouteEnvelope.Restore(existing, (original, mark) => VirtualServiceBuilder.Return(
        existing.At("spec") as JsonObject ?? [],
        original,
        mark,
        new(existing.Text("metadata", "namespace") ?? "", existing.Text("metadata", "name") ?? "", mark.Sides[0], mark.Sides[1])));
}
