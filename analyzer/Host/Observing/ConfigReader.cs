using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The configuration of a target: what its template asks for at present, what its plan names, and the snapshots of it.</summary>
internal sealed class ConfigReader(ClusterCaches caches, JsonObject target, IReadOnlyCollection<string> restartAnnotations)
{
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(1);
    private readonly string _namespace = target.Text("metadata", "namespace") ?? "";
    private readonly JsonObject _template = target.At("spec", "template") as JsonObject ?? [];

    /// <summary>The plan of an app that is being onboarded names what is there: no version was judged before.</summary>
    public PortPlanning Onboarding(PortPlanning planning, bool splitsSafely) =>
        caches.Configs is { } configs && splitsSafely && !MayHaveAVolumeOfOnePod() && planning.Plan.Ports.Count > 0 && PlannedConfig.Of(planning.Plan).Count == 0
            ? planning with { Plan = planning.Plan with { Config = Free(configs, PlannedConfig.Wanted(_template, name => configs.Present(_namespace, name), PlannedConfig.Of(planning.Plan))) } }
            : planning;

    /// <summary>What the planner has to know, and the configuration that it may ask to be taken.</summary>
    public (RolloutObservation Seen, IReadOnlyDictionary<string, string>? Wanted) Read(RolloutObservation seen)
    {
        if (caches.Configs is not { } configs)
        {
            return (seen, null);
        }

        var plan = PortPlan.OfTemplate(_template);
        var planned = PlannedConfig.Of(plan);
        var wanted = plan is not { Ports.Count: > 0 } || seen.Leaving || seen.Status.Phase is RolloutPhase.Initializing || (seen.Target!.RollsByItselfReason is not null && planned.Count == 0)
            ? null
            : Wanted(configs, seen, planned);
        var changed = wanted is null || PlannedConfig.IsSame(wanted, planned) ? null : wanted;
        return (
            seen with
            {
                Config = changed is null ? null : Change(configs, seen, planned, changed),
                SnapshotsMissing = !seen.Leaving && planned.Any(pair => IsMissing(configs, pair.Key, pair.Value)),
                StaleSnapshots = Stale(configs, seen, [.. changed?.Values ?? []]),
            },
            changed);
    }

    // A version that was promoted before its configuration was followed stays that version: following it is no new one, and nothing rolls for it.
    private IReadOnlyDictionary<string, string> Wanted(ConfigDirectory configs, RolloutObservation seen, IReadOnlyDictionary<string, string> planned)
    {
        var wanted = PlannedConfig.Wanted(_template, name => configs.Present(_namespace, name), planned);
        return wanted.Count > 0 && !PlannedConfig.IsSame(wanted, planned) && IsJudged(seen, HashWith(Unfollowed)) ? Unfollowed : wanted;
    }

    // Where somebody else's object takes a snapshot's place the ConfigMap is not followed.
    private SortedDictionary<string, string> Free(ConfigDirectory configs, IReadOnlyDictionary<string, string> wanted) =>
        new(wanted.Where(pair => Foreign(configs, pair.Key, pair.Value) is null).ToDictionary(pair => pair.Key, pair => pair.Value), StringComparer.Ordinal);

    private ConfigChange Change(ConfigDirectory configs, RolloutObservation seen, IReadOnlyDictionary<string, string> planned, IReadOnlyDictionary<string, string> wanted)
    {
        var hash = HashWith(wanted);
        var names = wanted.Keys.Union(planned.Keys).Where(key => wanted.GetValueOrDefault(key) != planned.GetValueOrDefault(key))
            .Select(ConfigKeys.ConfigMap).OfType<string>().Order(StringComparer.Ordinal).ToList();
        var isUrgent = seen.Target!.PrimaryReady == 0 || IsJudged(seen, hash);
        return new()
        {
            Hash = hash,
            What = $"ConfigMap {string.Join(", ", names)}",
            Wait = isUrgent ? TimeSpan.Zero : names.Select(name => configs.Wait(_namespace, name)).DefaultIfEmpty(TimeSpan.Zero).Max(),
            Foreign = wanted.Select(pair => Foreign(configs, pair.Key, pair.Value)).FirstOrDefault(each => each is not null),
        };
    }

    // Its claims are read only once a version is held: until then it may be one whose versions roll unjudged.
    private bool MayHaveAVolumeOfOnePod() => _template.Objects("spec", "volumes").Any(volume => volume["persistentVolumeClaim"] is not null);

    private static IReadOnlyDictionary<string, string> Unfollowed { get; } = new Dictionary<string, string>();

    private static bool IsJudged(RolloutObservation seen, string hash) => seen.Primary == hash || seen.Status.Promoted.Contains(hash);

    private string HashWith(IReadOnlyDictionary<string, string> config) => TemplateHash.Of(PlannedConfig.With(_template, config), restartAnnotations).Value;

    private string? Foreign(ConfigDirectory configs, string key, string hash) =>
        Snapshot(key, hash) is { } name && configs.Cache.Get(_namespace, name) is { } found && !ConfigDirectory.IsSnapshot(found) ? $"ConfigMap {name}" : null;

    private bool IsMissing(ConfigDirectory configs, string key, string hash) =>
        Snapshot(key, hash) is { } name && configs.Cache.Get(_namespace, name) is null && configs.Present(_namespace, ConfigKeys.ConfigMap(key)!) == hash;

    private static string? Snapshot(string key, string hash) =>
        hash != ConfigKeys.Absent && ConfigKeys.ConfigMap(key) is { } name ? ConfigKeys.Snapshot(name, hash) : null;

    // Live while any pod or ReplicaSet of the namespace names it; a plan that names it may be on its way. Whoever has left needs it for pods that run.
    private List<string> Stale(ConfigDirectory configs, RolloutObservation seen, IReadOnlyCollection<string> wanted)
    {
        var uid = target.Text("metadata", "uid");
        var own = configs.Cache.In(_namespace).Where(each => ConfigDirectory.IsSnapshot(each)
            && each.Objects("metadata", "ownerReferences").Any(owner => owner.Text("uid") == uid)
            && !wanted.Contains(ConfigDirectory.HashOf(each))
            && (seen.Leaving || seen.ObservedAt - (Made(each) ?? seen.ObservedAt) > Young)).ToList();
        if (own.Count == 0)
        {
            return [];
        }

        var plans = Plans(seen.Leaving);
        return [.. own.Where(each => !plans.Any(plan => plan.Contains($":\"{ConfigDirectory.HashOf(each)}\"", StringComparison.Ordinal))).Select(each => each.Text("metadata", "name")!)];
    }

    private static DateTimeOffset? Made(JsonObject thing) =>
        DateTimeOffset.TryParse(thing.Text("metadata", "creationTimestamp"), CultureInfo.InvariantCulture, out var made) ? made : null;

    private List<string> Plans(bool leaving)
    {
        var uid = target.Text("metadata", "uid");
        var pods = caches.Pods.In(_namespace).Where(pod => !leaving || pod.Text("metadata", "deletionTimestamp") is null);
        var workloads = caches.Deployments.In(_namespace).Concat(caches.ReplicaSets.In(_namespace).Where(set => !leaving || ClusterCaches.ControllerUid(set) != uid));
        return [.. pods.Concat(workloads.Select(each => each.At("spec", "template")).OfType<JsonObject>())
            .Select(each => each.Annotation(AnnotationNames.Plan)).OfType<string>().Distinct()];
    }
}
