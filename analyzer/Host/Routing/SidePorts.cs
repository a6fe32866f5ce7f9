using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>Where the ports of both sides lead: with proxies to their direct listeners, which do not split; with routes to the app.</summary>
internal static class SidePorts
{
    public static IReadOnlyList<SidePort> OfProxies(IReadOnlyList<ApexPort> apex) =>
        [.. Distinct(apex.Select(port => new SidePort(port.Port, port.Planned.Direct, string.Create(CultureInfo.InvariantCulture, $"port-{port.Port}"))))];

    /// <summary>Ports of the Service that the route is for, or, where there is none, of every Service that selects the pods.</summary>
    public static IReadOnlyList<SidePort> OfRoute(string apex, IReadOnlyList<JsonObject> services)
    {
        var own = services.Where(service => service.Text("metadata", "name") == apex).ToList();
        var ports = Distinct((own.Count > 0 ? own : services).SelectMany(service => service.Objects("spec", "ports")).Select(Of)).ToList();

        // Two Services may call different ports by one name, which one Service may not.
        return [.. ports.Select((port, index) => ports.Take(index).Any(each => each.Name == port.Name) ? port with { Name = NameOf(port.Port) } : port)];
    }

    private static SidePort Of(JsonObject port)
    {
        var number = port.Number("port") ?? 0;
        var name = port.Text("name") is { Length: > 0 } given ? given : NameOf(number);
        return new(number, port["targetPort"]?.DeepClone() ?? number, name, port.Text("appProtocol"));
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"http-{number}");

    private static IEnumerable<SidePort> Distinct(IEnumerable<SidePort> ports) =>
        ports.GroupBy(port => port.Port).OrderBy(group => group.Key).Select(group => group.First());
}
