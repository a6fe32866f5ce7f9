using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Requests;

namespace CanaryMesh.Mesh.Istio;

/// <summary>Which rule of which VirtualService takes a request.</summary>
internal static class IstioEvaluation
{
    private const int NotFound = 404;
    private const string Mesh = "mesh";

    /// <summary>Null: no VirtualService speaks of this host at this gateway.</summary>
    public static RouteChoice? Choose(IReadOnlyList<VirtualService> all, MeshRequest request, string gateway)
    {
        // Only in the mesh is a short name a Service's: a gateway knows no namespace to look it up in.
        var forms = gateway == Mesh ? HostNames.Meant(request.Host, request.Namespace) : [request.Host];
        var fitting = all
            // One that speaks of connections alone leaves requests as they are.
            .Where(route => route.Gateways.Contains(gateway) && (route.Rules.Count > 0 || route.Fault is not null))
            .Select(route => (Route: route, Fit: HostPattern.Fit(route.Hosts, forms)))
            .Where(each => each.Fit is not null)
            .ToList();
        if (fitting.Count == 0)
        {
            return null;
        }
        var closest = fitting.Where(each => each.Fit == fitting.Max(other => other.Fit)).Select(each => each.Route).ToList();
        // In the mesh the oldest object has the host alone; at a gateway the rules of all follow each other.
        return (gateway == Mesh ? closest[..1] : closest).Select(route => Among(route, all, request, gateway)).FirstOrDefault(choice => choice is not null)
            ?? RouteChoice.Refused(NotFound, $"no rule of {closest[0].Key} takes it");
    }

    private static RouteChoice? Among(VirtualService route, IReadOnlyList<VirtualService> all, MeshRequest request, string gateway) => route.Fault is { } fault
        ? RouteChoice.Refused(NotFound, $"{route.Key}: {fault}")
        : route.Rules.Select(rule => Take(rule, all, request, gateway)).FirstOrDefault(choice => choice is not null);

    private static RouteChoice? Take(IstioRule rule, IReadOnlyList<VirtualService> all, MeshRequest request, string gateway)
    {
        var match = rule.Matches.Count == 0 ? IstioMatch.Everything : rule.Matches.FirstOrDefault(each => each.Accepts(request, gateway));
        if (match is null)
        {
            return null;
        }
        return rule.Action is { } action
            ? RouteChoice.Of(rule.Name, action, request.Path, match.Matched(request.Path))
            : all.FirstOrDefault(other => other.Key == rule.Delegate && other.Hosts.Count == 0) is { } taken ? Among(taken, all, request, gateway) : null;
    }
}
