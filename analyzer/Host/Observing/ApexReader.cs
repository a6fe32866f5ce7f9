using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Steering;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Whether the Service that spec.service asks for is there, and if it was made by us, whether it is still as asked for. A Service of
/// the team's own is theirs, whatever spec.service says.</summary>
internal static class ApexReader
{
    public static bool IsDue(JsonObject? wanted, JsonObject? found, JsonObject target, MadeMetadata metadata) =>
        wanted is not null && (found is null || (IsMade(found, target) && !(metadata.IsOn(found) && Ports(found).SequenceEqual(Ports(wanted)))));

    /// <summary>Made by us for this target.</summary>
    public static bool IsMade(JsonObject service, JsonObject target) =>
        service.Objects("metadata", "ownerReferences").Any(owner => owner.Text("uid") is { } uid && uid == target.Text("metadata", "uid"));

    private static IEnumerable<(string?, int?, string?, string?)> Ports(JsonObject service)
    {
        var steered = SteeringRecord.Parse(service.Annotation(AnnotationNames.Steering))?.Ports ?? [];
        return service.Objects("spec", "ports").Select(port => (port.Text("name"), port.Number("port"), port.Text("appProtocol"), Target(port, steered)));
    }

    // As it was before it was steered.
    private static string? Target(JsonObject port, IReadOnlyList<SteeredPort> steered) =>
        steered.FirstOrDefault(each => each.Port == port.Number("port") && each.To == port.Text("targetPort")) is { } record
            ? record.From.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : port["targetPort"]?.ToString();
}
