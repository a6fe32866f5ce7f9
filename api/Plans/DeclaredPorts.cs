using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Plans;

/// <summary>Port numbers that the containers of a template or pod speak of, the injected one apart: by a port entry, a host port, a probe
/// or a hook. An app listens on more numbers than it lists.</summary>
public static class DeclaredPorts
{
    private static readonly string[] Lists = ["containers", "initContainers"];
    private static readonly string[] Probes = ["startupProbe", "readinessProbe", "livenessProbe"];
    private static readonly string[] Hooks = ["postStart", "preStop"];
    private static readonly string[] Actions = ["httpGet", "tcpSocket", "grpc"];

    /// <summary>The numbers, some perhaps twice.</summary>
    public static IEnumerable<int> Of(JsonObject thing) => Lists
        .SelectMany(list => thing.Objects("spec", list))
        .Where(container => container.Text("name") != Installation.ProxyContainer)
        .SelectMany(container => Entries(container).Concat(Asked(container)))
        .Where(number => number is > 0)
        .Select(number => number!.Value);

    private static IEnumerable<int?> Entries(JsonObject container) =>
        container.Objects("ports").SelectMany(entry => new[] { entry.Number("containerPort"), entry.Number("hostPort") });

    private static IEnumerable<int?> Asked(JsonObject container) => Probes.Select(name => container.At(name))
        .Concat(Hooks.Select(name => container.At("lifecycle", name)))
        .SelectMany(holder => Actions.Select(action => holder.Number(action, "port")));
}
