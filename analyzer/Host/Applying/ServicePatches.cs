using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Steering;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>What we write to an apex Service: the steering record alone; the port itself is changed in admission by the steer entry.</summary>
internal static class ServicePatches
{
    /// <summary>One merge patch per Service that has a numeric port to steer.</summary>
    public static IEnumerable<(string Service, JsonObject Patch)> Steer(IReadOnlyList<ApexPort> ports) => ports
        .Where(port => !port.IsByName)
        .GroupBy(port => port.ServiceName)
        .Select(group => (group.Key, TargetPatches.Annotate(AnnotationNames.Steering, Record(group.First().Service, group).ToJson())));

    /// <summary>Next step back for a Service that carries a record: first the ports, then the record.</summary>
    public static JsonObject? Unsteer(JsonObject service)
    {
        if (service.Annotation(AnnotationNames.Steering) is not { } text)
        {
            return null;
        }

        var record = SteeringRecord.Parse(text);
        var isBack = record is null || record.Ports.All(steered => !Targets(service, steered.Port, steered.To));
        return isBack
            ? TargetPatches.Annotate(AnnotationNames.Steering, null)
            : TargetPatches.Annotate(AnnotationNames.Steering, (record! with { On = false }).ToJson());
    }

    /// <summary>Ports put back by ourselves, for when the steer entry did not: the webhook is down.</summary>
    public static JsonArray? Force(JsonObject service)
    {
        if (SteeringRecord.Parse(service.Annotation(AnnotationNames.Steering)) is not { On: false } record)
        {
            return null;
        }

        var patch = new JsonArray();
        var ports = service.Objects("spec", "ports").ToList();
        for (var index = 0; index < ports.Count; index++)
        {
            if (record.Ports.FirstOrDefault(each => each.Port == ports[index].Number("port") && each.To == ports[index].Text("targetPort")) is { } steered)
            {
                patch.Add((JsonNode)new JsonObject { ["op"] = "replace", ["path"] = $"/spec/ports/{index}/targetPort", ["value"] = steered.From });
            }
        }

        return patch.Count == 0 ? null : patch;
    }

    private static bool Targets(JsonObject service, int port, string name) =>
        service.Objects("spec", "ports").Any(each => each.Number("port") == port && each.Text("targetPort") == name);

    // Ports steered before stay on record: without their originals nothing could put them back.
    private static SteeringRecord Record(JsonObject service, IEnumerable<ApexPort> ports)
    {
        var before = SteeringRecord.Parse(service.Annotation(AnnotationNames.Steering))?.Ports ?? [];
        return new()
        {
            V = 1,
            On = true,
            Ports =
            [
                .. before.Where(steered => Targets(service, steered.Port, steered.To)),
                .. ports.Select(port => new SteeredPort { Port = port.Port, From = port.TargetNumber, To = port.Planned.Name }),
            ],
        };
    }
}
