using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Steering;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Whether the Service that spec.service asks for is there, and if it was made by us, whether it is still as asked for. A Service of
/// the team's own is theirs, whatever spec.service says; so is one that they took over since.</summary>
internal static class ApexReader
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    public static bool IsDue(JsonObject? wanted, JsonObject? found, JsonObject target, MadeMetadata metadata) =>
        wanted is not null && (found is null || IsTaken(found, target) || (IsMade(found, target) && !(metadata.IsOn(found) && Ports(found).SequenceEqual(Ports(wanted)))));

    /// <summary>Made by us for this target, and nobody else's since.</summary>
    public static bool IsMade(JsonObject service, JsonObject target) => IsMarked(service, target) && !IsOthers(service);

    /// <summary>Made by us for this target, and somebody else's since: it must not go with the target.</summary>
    public static bool IsTaken(JsonObject service, JsonObject target) => IsMarked(service, target) && IsOthers(service);

    public static bool IsOwner(JsonObject owner, JsonObject target) => owner.Text("uid") is { } uid && uid == target.Text("metadata", "uid");

    private static bool IsMarked(JsonObject service, JsonObject target) =>
        service.Annotation(AnnotationNames.MadePorts) is not null && service.Objects("metadata", "ownerReferences").Any(owner => IsOwner(owner, target));

    private static bool IsOthers(JsonObject service) =>
        service.Annotation(LastApplied) is not null
        || (service.Label(OurLabels.ManagedBy) ?? OurLabels.CanaryMesh) != OurLabels.CanaryMesh
        || !Ports(service).SequenceEqual(Ports(Written(service)));

    private static JsonObject Written(JsonObject service)
    {
        try
        {
            return new() { ["spec"] = new JsonObject { ["ports"] = JsonNode.Parse(service.Annotation(AnnotationNames.MadePorts) ?? "null") } };
        }
        catch (JsonException)
        {
            return [];
        }
    }

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
