using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>A weight → the policy of the workload's proxies.</summary>
internal sealed class PolicyActions(PolicyBoard board)
{
    private static readonly TimeSpan DuringTrial = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Otherwise = TimeSpan.FromSeconds(10);

    public void SetWeight(RolloutWorld world, int weight, int mirror)
    {
        var seen = world.Seen;
        var isTrial = seen.Status.Phase is RolloutPhase.Progressing or RolloutPhase.Promoting or RolloutPhase.Finalising || seen.Copy is { Foreign: false };
        board.Publish(new(seen.Key.Namespace, seen.Spec.Target), new TargetPolicy
        {
            CanaryVersion = isTrial && TemplateHash.TryParse(seen.Copy?.Hash ?? seen.Status.Trial, out var trial) ? trial.Short : "",
            CanaryWeight = weight,
            MirrorWeight = mirror,
            Traffic = seen.Spec.Traffic,
            Endpoints = weight == 0 && mirror == 0 ? [] : [.. Endpoints(world.CopyPods)],
            Guard = Guard(world),
            ReportInterval = isTrial ? DuringTrial : Otherwise,
        });
    }

    // The trial's beginning: whoever ejected a version in an earlier trial of it admits it again. During a promotion both sides are the version.
    // Where nobody is to watch any more, what is left ejected is admitted.
    private static GuardOrder? Guard(RolloutWorld world) => world.Seen switch
    {
        { Status.Phase: not RolloutPhase.Progressing } => null,
        { Spec.Judging: var judging, Status.TrialStartedAt: { } began } when GuardOrder.Of(judging, began) is { } order => order,
        _ when world.Board.Alarmed.ToList() is { Count: > 0 } alarmed => GuardOrder.Admitting(alarmed.Max(proxy => proxy.Alarm!.Admission)),
        _ => null,
    };

    private static IEnumerable<CanaryEndpoint> Endpoints(IReadOnlyList<PodView> pods) => pods
        .Where(pod => pod is { Serves: true, Proxied: true, Plan: not null })
        .OrderBy(pod => pod.Name, StringComparer.Ordinal)
        .Select(pod => new CanaryEndpoint(pod.Name, pod.Address, pod.Plan!.Ports.ToDictionary(port => port.App, port => port.Direct)));
}
