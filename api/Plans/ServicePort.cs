using System.Text.Json.Nodes;
using CanaryMesh.Api.Steering;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Plans;

/// <summary>One port of a Service that selects the workload, as the planner sees it: unsteered.</summary>
internal sealed record ServicePort
{
    public required string Service { get; init; }

    public required string? Name { get; init; }

    public required int Port { get; init; }

    public required string Protocol { get; init; }

    public required string? AppProtocol { get; init; }

    public required bool Headless { get; init; }

    public required bool Only { get; init; }

    public required string? TargetName { get; init; }

    public required int? TargetNumber { get; init; }

    /// <summary>Set while the Service is steered: then <see cref="TargetNumber"/> is the original.</summary>
    public required string? SteeredName { get; init; }

    public string Label => Name ?? Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static IEnumerable<ServicePort> Of(JsonObject service)
    {
        var ports = service.Objects("spec", "ports").ToList();
        var record = SteeringRecord.Parse(service.Annotation(Names.AnnotationNames.Steering));
        return ports.Select(port => One(service, port, ports.Count == 1, record));
    }

    private static ServicePort One(JsonObject service, JsonObject port, bool only, SteeringRecord? record)
    {
        var number = port.Number("port") ?? 0;
        var target = port.Text("targetPort");
        var steered = record?.Ports.FirstOrDefault(each => each.Port == number && each.To == target);
        return new ServicePort
        {
            Service = service.Text("metadata", "name") ?? "",
            Name = port.Text("name"),
            Port = number,
            Protocol = port.Text("protocol") ?? "TCP",
            AppProtocol = port.Text("appProtocol"),
            Headless = service.Text("spec", "clusterIP") == "None",
            Only = only,
            TargetName = steered is null ? target : null,
            TargetNumber = steered?.From ?? port.Number("targetPort") ?? (target is null ? number : null),
            SteeredName = steered?.To,
        };
    }
}
