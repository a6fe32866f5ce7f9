using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Which of a target's snapshots nothing names any more, and which its ReplicaSets still need when it leaves.</summary>
internal sealed class SnapshotReader(ClusterCaches caches, JsonObject target)
{
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(1);
    private readonly string _namespace = target.Text("metadata", "namespace") ?? "";
    private readonly string? _uid = target.Text("metadata", "uid");

    public RolloutObservation Read(ConfigDirectory configs, RolloutObservation seen, IReadOnlyCollection<string> wanted)
    {
        var own = Own(configs, seen, wanted);
        var heirlooms = own.Count > 0 && seen.Leaving ? NamedBy(own, OwnSets()) : [];
        own.RemoveAll(heirlooms.Contains);
        var stale = own.Count == 0 ? [] : own.Except(NamedBy(own, Others(seen.Leaving)));
        return seen with { StaleSnapshots = Names(stale), HeirloomSnapshots = Names(heirlooms) };
    }

    // A plan that names a young one may be on its way.
    private List<JsonObject> Own(ConfigDirectory configs, RolloutObservation seen, IReadOnlyCollection<string> wanted) =>
        [.. configs.Cache.In(_namespace).Where(each => ConfigDirectory.IsSnapshot(each)
            && each.Objects("metadata", "ownerReferences").Any(owner => owner.Text("uid") == _uid)
            && !wanted.Contains(ConfigDirectory.HashOf(each))
            && (seen.Leaving || seen.ObservedAt - (Made(each) ?? seen.ObservedAt) > Young))];

    private static List<JsonObject> NamedBy(List<JsonObject> snapshots, IEnumerable<JsonObject> templates)
    {
        var plans = templates.Select(each => each.Annotation(AnnotationNames.Plan)).OfType<string>().Distinct().ToList();
        return [.. snapshots.Where(each => plans.Any(plan => Names(plan, each)))];
    }

    private static bool Names(string plan, JsonObject snapshot) => plan.Contains($":\"{ConfigDirectory.HashOf(snapshot)}\"", StringComparison.Ordinal);

    private static List<string> Names(IEnumerable<JsonObject> snapshots) => [.. snapshots.Select(each => each.Text("metadata", "name")!)];

    private IEnumerable<JsonObject> OwnSets() => Templates(caches.ReplicaSets.In(_namespace).Where(set => ClusterCaches.ControllerUid(set) == _uid));

    private IEnumerable<JsonObject> Others(bool leaving)
    {
        var pods = caches.Pods.In(_namespace).Where(pod => !leaving || pod.Text("metadata", "deletionTimestamp") is null);
        return pods.Concat(Templates(caches.Deployments.In(_namespace).Concat(caches.ReplicaSets.In(_namespace).Where(set => !leaving || ClusterCaches.ControllerUid(set) != _uid))));
    }

    private static IEnumerable<JsonObject> Templates(IEnumerable<JsonObject> workloads) => workloads.Select(each => each.At("spec", "template")).OfType<JsonObject>();

    private static DateTimeOffset? Made(JsonObject thing) =>
        DateTimeOffset.TryParse(thing.Text("metadata", "creationTimestamp"), CultureInfo.InvariantCulture, out var made) ? made : null;
}
