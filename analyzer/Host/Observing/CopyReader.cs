using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The copy's Deployment and pods → what the planner may know of it.</summary>
internal static class CopyReader
{
    public static CopyObservation? Read(JsonObject? copy, JsonObject canary, IReadOnlyList<PodView> pods, Func<PodView, bool> isConnected) => copy is null
        ? null
        : new()
        {
            Foreign = ClusterCaches.ControllerUid(copy) != canary.Text("metadata", "uid"),
            Hash = copy.Annotation(AnnotationNames.Trial),
            Replicas = copy.Number("spec", "replicas") ?? 1,
            Ready = pods.Count(pod => pod.Serves && pod.Proxied && isConnected(pod)),
            Deleting = copy.Text("metadata", "deletionTimestamp") is not null,
            Failure = PodFailures.Of(pods),
        };
}
