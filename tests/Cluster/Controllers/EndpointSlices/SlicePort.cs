using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.EndpointSlices;

/// <summary>A port at which a pod of a Service is reached.</summary>
internal sealed record SlicePort(string Name, string Protocol, int Number, string? AppProtocol)
{
    /// <summary>The ports of a Service as one pod resolves them; a name the pod does not carry is left out.</summary>
    public static IReadOnlyList<SlicePort> Resolve(JsonObject service, JsonObject pod) =>
    [
        .. service.Objects("spec", "ports").Select(p => ResolveOne(p, pod)).OfType<SlicePort>()
            .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Protocol, StringComparer.Ordinal).ThenBy(p => p.Number),
    ];

    public static SlicePort Of(JsonObject port) =>
        new(port.Text("name") ?? "", port.Text("protocol") ?? "TCP", (int)(port.Number("port") ?? 0), port.Text("appProtocol"));

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["name"] = Name, ["protocol"] = Protocol, ["port"] = Number };
        if (AppProtocol is not null)
        {
            json["appProtocol"] = AppProtocol;
        }

        return json;
    }

    private static SlicePort? ResolveOne(JsonObject port, JsonObject pod)
    {
        var protocol = port.Text("protocol") ?? "TCP";
        return Target(port, protocol, pod) is { } number ? new SlicePort(port.Text("name") ?? "", protocol, number, port.Text("appProtocol")) : null;
    }

    private static int? Target(JsonObject port, string protocol, JsonObject pod)
    {
        if (port.Text("targetPort") is { } name)
        {
            return Named(pod, name, protocol);
        }

        return (int?)(port.Number("targetPort") is { } target and not 0 ? target : port.Number("port"));
    }

    /// <summary>Containers come before the init containers that keep running.</summary>
    private static int? Named(JsonObject pod, string name, string protocol) =>
        (int?)pod.Objects("spec", "containers")
            .Concat(pod.Objects("spec", "initContainers").Where(c => c.Text("restartPolicy") == "Always"))
            .SelectMany(c => c.Objects("ports"))
            .FirstOrDefault(p => p.Text("name") == name && (p.Text("protocol") ?? "TCP") == protocol)
            .Number("containerPort");
}
