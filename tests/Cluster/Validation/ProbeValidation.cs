using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of probes and lifecycle hooks.</summary>
internal static class ProbeValidation
{
    private static readonly string[] Actions = ["httpGet", "tcpSocket", "grpc", "exec"];

    public static void Container(JsonObject container, string at, FieldFaults faults)
    {
        foreach (var name in (ReadOnlySpan<string>)["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container.Object(name) is { } probe)
            {
                Probe(probe, $"{at}.{name}", name, faults);
            }
        }
    }

    private static void Probe(JsonObject probe, string at, string name, FieldFaults faults)
    {
        if (!Actions.Any(probe.ContainsKey))
        {
            faults.Required(at, "must specify a handler type");
        }

        if (name != "readinessProbe" && probe.Number("successThreshold") is not (null or 0 or 1))
        {
            faults.Invalid(at + ".successThreshold", probe["successThreshold"], "must be 1");
        }

        foreach (var action in (ReadOnlySpan<string>)["httpGet", "tcpSocket"])
        {
            Port(probe.Object(action), $"{at}.{action}.port", faults);
        }
    }

    private static void Port(JsonObject? action, string at, FieldFaults faults)
    {
        if (action is null)
        {
            return;
        }

        if (action.Number("port") is { } number)
        {
            if (number is < 1 or > 65535)
            {
                faults.Invalid(at, number, "must be between 1 and 65535, inclusive");
            }
        }
        else if (action.Text("port") is { } name)
        {
            foreach (var fault in name.Length == 0 ? ["must contain at least one letter (a-z)"] : PodValidation.PortNameFaults(name))
            {
                faults.Invalid(at, name, fault);
            }
        }
    }
}
