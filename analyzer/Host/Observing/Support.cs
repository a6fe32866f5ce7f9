using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The Services of both sides: there, as they should be, and ours.</summary>
internal static class Support
{
    public static RolloutObservation Read(
        RolloutObservation seen, ClusterCaches caches, JsonObject canary, JsonObject target, LabelRewrite labels, IReadOnlyList<SidePort> ports, bool isByRoute)
    {
        var wanted = Wanted(canary, target, labels, ports, isByRoute);
        var found = wanted.Select(each => caches.Services.Get(seen.Key.Namespace, each.Text("metadata", "name")!)).ToList();
        var foreign = found.OfType<JsonObject>().FirstOrDefault(service => ClusterCaches.ControllerUid(service) != canary.Text("metadata", "uid"));
        return seen with
        {
            SupportReady = wanted.Zip(found).All(pair => pair.Second is not null && IsAs(pair.Second, pair.First) && SupportBuilder.Metadata(canary, pair.First.Label(AnnotationNames.Track)!).IsOn(pair.Second)),
            SupportExists = found.OfType<JsonObject>().Any(service => ClusterCaches.ControllerUid(service) == canary.Text("metadata", "uid")),
            ForeignObject = foreign is null ? null : $"Service {foreign.Text("metadata", "name")}",
        };
    }

    public static IReadOnlyList<JsonObject> Wanted(JsonObject canary, JsonObject target, LabelRewrite labels, IReadOnlyList<SidePort> ports, bool isByRoute) =>
    [
        SupportBuilder.Build(target, canary, AnnotationNames.Primary, isByRoute ? SupportBuilder.PrimarySelector(target, labels) : SupportBuilder.PrimarySelector(target), ports),
        SupportBuilder.Build(target, canary, AnnotationNames.Canary, CopyBuilder.SelectorLabels(target, labels), ports),
    ];

    private static bool IsAs(JsonObject found, JsonObject wanted) =>
        JsonNode.DeepEquals(found.At("spec", "selector"), wanted.At("spec", "selector"))
        && found.Objects("spec", "ports").Select(Port).SequenceEqual(wanted.Objects("spec", "ports").Select(Port));

    private static (int?, string?, string?, string?) Port(JsonObject port) => (port.Number("port"), port["targetPort"]?.ToString(), port.Text("name"), port.Text("appProtocol"));
}
