using System.Net;
using CanaryMesh.Api.Plans;
using CanaryMesh.Proxy.Routing;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>The own app behind each port of the plan.</summary>
internal sealed class AppRoutes(PortPlan plan, IPAddress app, string pod)
{
    private readonly Backend[] _apps = [.. plan.Ports.Select(port => new Backend(pod, app, port.App, isHop: false))];

    public Backend this[int index] => _apps[index];
}
