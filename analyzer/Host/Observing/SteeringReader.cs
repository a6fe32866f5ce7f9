using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Steering;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>A Service port that belongs to a planned port, and how it targets it.</summary>
internal sealed record ApexPort(JsonObject Service, int Port, string? TargetName, int TargetNumber, PlannedPort Planned)
{
    /// <summary>Targets the planned name, so every pod answers for itself.</summary>
    public bool IsByName => TargetName == Planned.Name;

    /// <summary>The Service's name.</summary>
    public string ServiceName => Service.Text("metadata", "name") ?? "";
}

/// <summary>Where the Services of a target stand between the app's port and the proxies.</summary>
internal static class SteeringReader
{
    /// <summary>Service ports that the plan splits; the Services of one side are made by us and are not among them.</summary>
    public static IReadOnlyList<ApexPort> Ports(IReadOnlyList<JsonObject> services, JsonObject template, PortPlan plan) =>
    [
        .. from service in services
           where service.Label(OurLabels.ManagedBy) != OurLabels.CanaryMesh && PortPlanner.Selects(service, template)
           from port in service.Objects("spec", "ports")
           where (port.Text("protocol") ?? "TCP") == "TCP"
           let number = port.Number("port") ?? 0
           let name = port.Text("targetPort")
           let target = port.Number("targetPort") ?? (name is null ? number : 0)
           from planned in plan.Ports
           where planned.Name == name || planned.App == target
           select new ApexPort(service, number, name, target, planned),
    ];

    /// <summary>Every ready pod behind a Service has to carry the name, whoever owns it.</summary>
    public static SteeringObservation Read(IReadOnlyList<ApexPort> ports, IEnumerable<JsonObject> pods, Func<ApexPort, bool> arrived)
    {
        var numeric = ports.Where(port => !port.IsByName).ToList();
        if (numeric.Count == 0)
        {
            return ports.All(arrived) ? SteeringObservation.Steered : SteeringObservation.Pending;
        }

        var serving = pods.Select(PodView.Of).Where(pod => pod.Serves).ToList();
        return !numeric.All(port => serving.All(pod => !PortPlanner.Selects(port.Service, pod.Raw) || pod.Declares(port.Planned.Name))) ? SteeringObservation.NotReady
            : numeric.All(IsAsked) ? SteeringObservation.Undone
            : SteeringObservation.Due;
    }

    /// <summary>While leaving: off once no Service carries our record.</summary>
    public static SteeringObservation ReadLeaving(IReadOnlyList<JsonObject> services) =>
        services.Any(service => service.Annotation(AnnotationNames.Steering) is not null) ? SteeringObservation.Pending : SteeringObservation.Off;

    private static bool IsAsked(ApexPort port) =>
        SteeringRecord.Parse(port.Service.Annotation(AnnotationNames.Steering)) is { On: true } record && record.Ports.Any(each => each.Port == port.Port);
}
