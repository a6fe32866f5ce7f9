using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The configuration of a target: what its template asks for at present, what its plan names, and the snapshots of it.</summary>
internal sealed class ConfigReader(ClusterCaches caches, JsonObject target, IReadOnlyCollection<string> restartAnnotations)
{
    private readonly string _namespace = target.Text("metadata", "namespace") ?? "";
    private readonly JsonObject _template = target.At("spec", "template") as JsonObject ?? [];

    /// <summary>The plan of an app that is being onboarded names what is there: no version was judged before.</summary>
    public PortPlanning Onboarding(PortPlanning planning, bool splitsSafely) =>
        caches.Configs is { } configs && splitsSafely && !MayHaveAVolumeOfOnePod() && planning.Plan.IsSplit && PlannedConfig.Of(planning.Plan).Count == 0
            ? planning with { Plan = planning.Plan with { Config = Free(configs, Present(configs, PlannedConfig.Of(planning.Plan))) } }
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
        var wanted = plan is not { IsSplit: true } || seen.Leaving || seen.Status.Phase is RolloutPhase.Initializing || (seen.Target!.RollsByItselfReason is not null && planned.Count == 0)
            ? null
            : Wanted(configs, seen, planned);
        var changed = wanted is null || PlannedConfig.IsSame(wanted, planned) ? null : wanted;
        return (
            new SnapshotReader(caches, target).Read(configs, seen, [.. changed?.Values ?? []]) with
            {
                Config = changed is null ? null : Change(configs, seen, planned, changed),
                ConfigDue = seen.Leaving ? null : caches.Secrets?.Due(_namespace, _template),
                SnapshotsMissing = !seen.Leaving && planned.Any(pair => IsMissing(configs, pair.Key, pair.Value)),
            },
            changed);
    }

    // A version that was promoted before its configuration was followed stays that version: following it is no new one, and nothing rolls for it.
    private IReadOnlyDictionary<string, string> Wanted(ConfigDirectory configs, RolloutObservation seen, IReadOnlyDictionary<string, string> planned)
    {
        var wanted = Present(configs, planned);
        return wanted.Count > 0 && !wanted.Keys.Any(IsAskedFor) && !PlannedConfig.IsSame(wanted, planned) && IsJudged(seen, HashWith(Unfollowed)) ? Unfollowed : wanted;
    }

    // Nobody pins a Secret by upgrading us.
    private static bool IsAskedFor(string key) => ConfigKeys.Secret(key) is not null;

    private IReadOnlyDictionary<string, string> Present(ConfigDirectory configs, IReadOnlyDictionary<string, string> planned) => PlannedConfig.Wanted(
        _template,
        name => configs.Present(_namespace, name),
        planned,
        caches.Secrets is { } secrets ? name => secrets.Present(_namespace, name, planned.GetValueOrDefault(ConfigKeys.OfSecret(name))) : null);

    // Where somebody else's object takes a snapshot's place the ConfigMap is not followed.
    private SortedDictionary<string, string> Free(ConfigDirectory configs, IReadOnlyDictionary<string, string> wanted) =>
        new(wanted.Where(pair => Foreign(configs, pair.Key, pair.Value) is null).ToDictionary(pair => pair.Key, pair => pair.Value), StringComparer.Ordinal);

    private ConfigChange Change(ConfigDirectory configs, RolloutObservation seen, IReadOnlyDictionary<string, string> planned, IReadOnlyDictionary<string, string> wanted)
    {
        var hash = HashWith(wanted);
        var keys = wanted.Keys.Union(planned.Keys).Where(key => wanted.GetValueOrDefault(key) != planned.GetValueOrDefault(key)).Order(StringComparer.Ordinal).ToList();
        var isUrgent = seen.Target!.PrimaryReady == 0 || IsJudged(seen, hash);
        return new()
        {
            Hash = hash,
            What = string.Join(" and ", Named("ConfigMap", keys.Select(ConfigKeys.ConfigMap)).Concat(Named("Secret", keys.Select(ConfigKeys.Secret)))),
            Wait = isUrgent ? TimeSpan.Zero : keys.Select(key => Wait(configs, key)).DefaultIfEmpty(TimeSpan.Zero).Max(),
            Foreign = wanted.Select(pair => Foreign(configs, pair.Key, pair.Value)).FirstOrDefault(each => each is not null),
        };
    }

    private static IEnumerable<string> Named(string kind, IEnumerable<string?> names) =>
        names.OfType<string>().ToList() is { Count: > 0 } some ? [$"{kind} {string.Join(", ", some)}"] : [];

    private TimeSpan Wait(ConfigDirectory configs, string key) =>
        ConfigKeys.ConfigMap(key) is { } map ? configs.Wait(_namespace, map)
        : ConfigKeys.Secret(key) is { } secret ? caches.Secrets?.Wait(_namespace, secret) ?? TimeSpan.Zero
        : TimeSpan.Zero;

    // Its claims are read only once a version is held: until then it may be one whose versions roll unjudged.
    private bool MayHaveAVolumeOfOnePod() => _template.Objects("spec", "volumes").Any(volume => volume["persistentVolumeClaim"] is not null);

    private static IReadOnlyDictionary<string, string> Unfollowed { get; } = new Dictionary<string, string>();

    private static bool IsJudged(RolloutObservation seen, string hash) => seen.Primary == hash || seen.Status.Promoted.Contains(hash);

    private string HashWith(IReadOnlyDictionary<string, string> config) => TemplateHash.Of(PlannedConfig.With(_template, config), restartAnnotations).Value;

    private string? Foreign(ConfigDirectory configs, string key, string hash) => ConfigKeys.SnapshotOf(key, hash) switch
    {
        { } name when configs.Cache.Get(_namespace, name) is { } found && !ConfigDirectory.IsSnapshot(found) => $"ConfigMap {name}",
        { } name when IsAskedFor(key) && caches.Secrets?.IsForeign(_namespace, name) == true => $"Secret {name}",
        _ => null,
    };

    private bool IsMissing(ConfigDirectory configs, string key, string hash) => ConfigKeys.SnapshotOf(key, hash) is { } name
        && (configs.Cache.Get(_namespace, name) is null || (IsAskedFor(key) && caches.Secrets?.IsLost(_namespace, name) == true))
        && (ConfigKeys.ConfigMap(key) is { } map ? configs.Present(_namespace, map) : caches.Secrets?.Present(_namespace, ConfigKeys.Secret(key)!, null)) == hash;
}
