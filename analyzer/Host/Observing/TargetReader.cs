using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Everything about the target that was read for one tick. The objects are shared: never changed.</summary>
internal sealed record TargetWorld(
    JsonObject Deployment,
    IReadOnlyList<ReplicaSetView> Sets,
    IReadOnlyList<PodView> Pods,
    IReadOnlyList<JsonObject> Services,
    PortPlanning Planning,
    Reason? NotSafe,
    string? SkipReason,
    TimeSpan? MarkMissingFor)
{
    /// <summary>Percent of the primary's pods that have to be available for it to count as rolled out.</summary>
    public int ReadyThreshold { get; init; } = 100;
}

/// <summary>Raw objects → what the planner may know of the target.</summary>
internal static class TargetReader
{
    public static TargetObservation Read(TargetWorld world, RolloutStatus status, IReadOnlyCollection<string> restartAnnotations)
    {
        var deployment = world.Deployment;
        var hash = TemplateHashes.Of(deployment, restartAnnotations);
        var template = deployment.At("spec", "template") as JsonObject ?? [];
        var primary = Primary(world.Sets, status, hash);
        var replicas = deployment.Number("spec", "replicas") ?? 1;
        var held = deployment.Annotation(AnnotationNames.Held);
        var paused = deployment.Flag("spec", "paused");
        var failed = Progressing(deployment) is { } condition && condition.Text("status") == "False" && condition.Text("reason") == "ProgressDeadlineExceeded";
        var serving = world.Pods.Where(pod => pod.Serves).ToList();
        return new()
        {
            ResourceVersion = deployment.Text("metadata", "resourceVersion") ?? "",
            TemplateHash = hash,
            PrimaryHash = primary?.Ready > 0 ? primary.Hash : null,
            Held = held,
            Paused = paused,
            Managed = deployment.Annotation(AnnotationNames.Managed) is not null,
            HasOurs = HasOurs(deployment, template),
            PlanCurrent = IsPlanned(template, world.Planning),
            Splittable = world.Planning.Plan.IsSplit,
            NotSplittableReason = world.Planning.Plan.IsSplit ? null : string.Join("; ", world.Planning.Unsplit.Select(each => each.Sentence())),
            RollsByItselfReason = world.NotSafe?.Sentence,
            SkipReason = world.SkipReason,
            Replicas = replicas,
            PrimaryReady = primary?.Ready ?? 0,
            Ready = serving.Count,
            UpdatedAvailable = UpdatedAvailable(deployment, world.Sets, hash),
            RolledOut = !paused && IsRolledOut(deployment, replicas, world.ReadyThreshold),
            Stalled = failed && !paused,
            MarkedFailed = failed && paused,
            MarkMissingFor = world.MarkMissingFor,
            Live = [.. world.Sets.Where(set => set.IsLive).OrderByDescending(set => (set.Created, set.Revision)).Select(set => new LiveReplicaSet(set.Name, set.Hash, set.Replicas, set.Ready))],
            Dangerous = held is not null && paused ? Dangerous(world.Sets, primary ?? Of(world.Sets, status.LastPromoted), hash) : [],
            ReadyWithoutProxy = world.Planning.Plan.Ports.Count > 0 ? serving.Count(pod => !pod.Proxied) : 0,
            Unproxied = world.Planning.Plan.Ports.Count > 0 ? [.. serving.Where(pod => !pod.Proxied).Select(pod => pod.Name).Order(StringComparer.Ordinal)] : [],
        };
    }

    /// <summary>Nothing is split where every Service of the target selects pods without proxies as well.</summary>
    public static TargetObservation Sharing(this TargetObservation target, IReadOnlyList<SharedService> shared, int ports) =>
        !target.Splittable || ports > 0
            ? target
            : target with
            {
                Splittable = false,
                NotSplittableReason = shared.Count == 0 ? "no Service leads to its pods" : $"Service {shared[0].Service.Text("metadata", "name")} selects {shared[0].With} as well, which has no proxies",
            };

    /// <summary>The ReplicaSet that serves: the promoted version's while it has ready pods, else the one with most of them.</summary>
    public static ReplicaSetView? Primary(IReadOnlyList<ReplicaSetView> sets, RolloutStatus status, string templateHash)
    {
        var ready = sets.Where(set => set.Ready > 0).ToList();
        return ready.FirstOrDefault(set => set.Hash == status.LastPromoted)
            ?? ready.OrderByDescending(set => set.Ready).ThenBy(set => set.Hash == templateHash).ThenBy(set => set.Created).FirstOrDefault();
    }

    private static ReplicaSetView? Of(IReadOnlyList<ReplicaSetView> sets, string? hash) =>
        sets.Where(set => set.Hash == hash).OrderByDescending(set => (set.Created, set.Revision)).FirstOrDefault();

    // Scaled from zero, a paused controller starts the youngest template: none may be younger than the primary's or equal the held one.
    private static List<string> Dangerous(IReadOnlyList<ReplicaSetView> sets, ReplicaSetView? primary, string held) => primary is null
        ? []
        : [.. sets.Where(set => !set.IsLive && set.Name != primary.Name && set.Hash != primary.Hash && (set.Hash == held || set.IsYoungerThan(primary))).Select(set => set.Name)];

    private static bool HasOurs(JsonObject deployment, JsonObject template) =>
        deployment.Annotation(AnnotationNames.Managed) is not null
        || deployment.Annotation(AnnotationNames.Held) is not null
        || template.Label(AnnotationNames.Track) is not null
        || template.Annotation(AnnotationNames.Plan) is not null;

    private static bool IsPlanned(JsonObject template, PortPlanning planning)
    {
        var planned = (JsonObject)template.DeepClone();
        PlannedTemplate.Apply(planned, planning.Plan);
        return JsonNode.DeepEquals(planned, template);
    }

    private static int UpdatedAvailable(JsonObject deployment, IReadOnlyList<ReplicaSetView> sets, string hash)
    {
        var updated = sets.Where(set => set.Hash == hash).Sum(set => set.Ready);
        return Math.Min(updated, deployment.Number("status", "updatedReplicas") is { } counted ? Math.Max(counted, 0) : 0);
    }

    private static bool IsRolledOut(JsonObject deployment, int replicas, int threshold) =>
        (deployment.Number("status", "observedGeneration") ?? 0) >= (deployment.Number("metadata", "generation") ?? 0)
        && (deployment.Number("status", "updatedReplicas") ?? 0) == replicas
        && (deployment.Number("status", "replicas") ?? 0) == replicas
        && (deployment.Number("status", "availableReplicas") ?? 0) >= Math.Min(replicas, Math.Max(1, replicas * threshold / 100));

    private static JsonObject? Progressing(JsonObject deployment) =>
        deployment.Objects("status", "conditions").FirstOrDefault(each => each.Text("type") == "Progressing");
}
