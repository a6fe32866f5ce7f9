using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The copy's Deployment and pods → what the planner may know of it.</summary>
internal static class CopyReader
{
    // A webhook that is away answers the next pod no better: pods are not replaced in a hurry.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static CopyObservation? Read(
        JsonObject? copy, JsonObject canary, IReadOnlyList<PodView> pods, Func<PodView, bool> isConnected, DateTimeOffset now, IReadOnlyList<JsonObject>? sets = null) => copy is null
        ? null
        : new()
        {
            Foreign = ClusterCaches.ControllerUid(copy) != canary.Text("metadata", "uid"),
            Hash = copy.Annotation(AnnotationNames.Trial),
            Replicas = copy.Number("spec", "replicas") ?? 1,
            Ready = pods.Count(pod => pod.Serves && pod.Proxied && isConnected(pod)),
            Serving = pods.Count(pod => pod.Serves),
            Unproxied = [.. Unproxied(pods).Select(pod => pod.Name)],
            Replaceable = [.. Unproxied(pods).Where(pod => now - Created(pod.Raw) >= Patience).Select(pod => pod.Name)],
            CreatedAt = Created(copy),
            Deleting = copy.Text("metadata", "deletionTimestamp") is not null,
            Failure = PodFailures.Of(pods),
            Obstacle = CopyObstacles.Of(sets ?? [], pods),
            ProxyFailure = PodFailures.OfProxies(pods),
        };

    /// <summary>Pods that the Service of the copy selects as well, until their grace period is over.</summary>
    public static IReadOnlyList<string> Leftovers(
        IEnumerable<JsonObject> pods, IReadOnlyDictionary<string, string> selector, IReadOnlyList<PodView> own, DateTimeOffset now) =>
        [.. pods.Where(pod => selector.All(label => pod.Label(label.Key) == label.Value) && GoneBy(pod) > now)
            .Select(PodView.Of).Where(pod => !own.Any(each => each.Uid == pod.Uid)).Select(pod => pod.Name).Order(StringComparer.Ordinal)];

    private static DateTimeOffset? GoneBy(JsonObject pod) =>
        DateTimeOffset.TryParse(pod.Text("metadata", "deletionTimestamp"), CultureInfo.InvariantCulture, out var gone) ? gone : null;

    private static IEnumerable<PodView> Unproxied(IReadOnlyList<PodView> pods) => pods.Where(pod => !pod.Proxied && !pod.Deleting);

    private static DateTimeOffset? Created(JsonObject thing) =>
        DateTimeOffset.TryParse(thing.Text("metadata", "creationTimestamp"), CultureInfo.InvariantCulture, out var created) ? created : null;
}
