using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Policies;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.NetworkPolicies;

/// <summary>The policies around a target → what the planner may know of them, and the twins that its copy asks for.</summary>
internal sealed class PolicyReader(PolicyDirectory directory, JsonObject canary, JsonObject target, LabelRewrite rewrite, IReadOnlyList<PodView> pods)
{
    private readonly string _ns = target.Text("metadata", "namespace") ?? "";
    private readonly CopyLabels _labels = CopyLabels.Of(target, rewrite);

    private List<JsonObject> Others => field ??= [.. directory.Policies.In(_ns).Where(each => !PolicyWorld.IsOurs(each, canary))];

    private IReadOnlyList<JsonObject> Twins => field ??= PolicyTwins.Of(Others, target, canary, _labels, directory.NamespaceLabels(_ns));

    public (PolicyObservation Seen, PolicyWorld World) Read(RolloutObservation seen, PortPlan plan)
    {
        var found = directory.Policies.In(_ns).Where(each => PolicyWorld.IsOurs(each, canary)).ToList();
        var world = new PolicyWorld(Twins, found);
        // Every policy of the cluster is looked at: only where a version waits for its trial, or has it.
        var (reason, why) = seen.Leaving || target.Annotation(AnnotationNames.Held) is null ? default : Hindrance(plan);
        return (new() { TwinsDue = world.IsDue, TwinsExist = found.Count > 0, Reason = reason, Why = why ?? "", Unread = directory.Unevaluated(_ns) }, world);
    }

    /// <summary>A workload whose proxies nobody could reach, or that could reach nobody, gets none. One that has them keeps them.</summary>
    public PortPlanning Onboarding(PortPlanning planning, RolloutObservation seen)
    {
        var isToCome = seen.Status.Phase is RolloutPhase.Initializing || PortPlan.OfTemplate(target.At("spec", "template") as JsonObject ?? []) is not { Ports.Count: > 0 };
        return !seen.Leaving && isToCome && Blocks(planning.Plan) is { Count: > 0 } blocks
            ? new(planning.Plan with { Ports = [] }, [new("", "", SkipReasons.NetworkPolicyBlocks, string.Join("; ", blocks)), .. planning.Unsplit])
            : planning;
    }

    private (RolloutReason Reason, string? Why) Hindrance(PortPlan plan) =>
        Foreign() is { } foreign ? (RolloutReason.ForeignObject, $"NetworkPolicy {foreign} exists and is not ours")
        : Elsewhere() is { } elsewhere ? (RolloutReason.NetworkPolicyElsewhere, elsewhere)
        : Blocks(plan) is { Count: > 0 } blocks ? (RolloutReason.NetworkPolicyBlocks, string.Join("; ", blocks))
        : (RolloutReason.None, null);

    private string? Foreign() => Twins.Select(twin => twin.Text("metadata", "name")!)
        .FirstOrDefault(name => directory.Policies.Get(_ns, name) is { } there && !PolicyWorld.IsOurs(there, canary));

    private IReadOnlyList<string> Blocks(PortPlan plan) => PolicyHindrances.Of(target, plan, _labels, Others, Twins, pods, directory);

    // The copy would not be let where the target is, and policies there are not ours to write.
    private string? Elsewhere() => directory.Policies.All
        .Where(policy => policy.Text("metadata", "namespace") != _ns && PolicyDirectory.ReachesOut(policy) && NamesTarget(policy))
        .Select(policy => $"NetworkPolicy {policy.Text("metadata", "name")} of namespace {policy.Text("metadata", "namespace")} names the pods of {target.Text("metadata", "name")} and not its copy's: let its podSelector match {Selector()} too")
        .FirstOrDefault();

    private bool NamesTarget(JsonObject policy) => Enum.GetValues<PolicyDirection>().Any(direction =>
        PolicyRules.Of(policy, direction).SelectMany(rule => PolicyRules.Peers(rule, direction)).Any(peer =>
            peer["namespaceSelector"] is { } namespaces && peer["podSelector"] is { } pods
            && PolicyTwins.Names(pods, _labels) && LabelSelector.Matches(namespaces, directory.NamespaceLabels(_ns))));

    private string Selector() => string.Join(",", (_labels.Selector.At("matchLabels") as JsonObject ?? []).Select(pair => $"{pair.Key}={pair.Value.Text()}"));
}
