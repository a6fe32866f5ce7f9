using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>What the board knows of a workload's proxies, held against its pods: a pod that has not spoken has not applied anything.</summary>
internal static class RouteReader
{
    public static RouteObservation Read(BoardObservation board, IReadOnlyList<PodView> primaryPods, TimeSpan leaderFor)
    {
        var primaries = board.Proxies.Where(proxy => proxy.Track == AnnotationNames.Primary).ToList();
        var serving = primaryPods.Where(pod => pod.Serves && pod.Proxied).ToList();
        var speaking = serving.Select(pod => primaries.FirstOrDefault(proxy => proxy.PodUid == pod.Uid)).ToList();
        return new()
        {
            Asked = board.Asked == PolicyId.None ? null : board.Policy?.CanaryWeight,
            Served = primaries.Count > 0 ? primaries.Max(proxy => proxy.EffectiveWeight) : null,
            // A share that nobody can draw is not applied.
            Settled = board.Asked != PolicyId.None && (board.Policy is not ({ CanaryWeight: > 0 } or { MirrorWeight: > 0 }) || speaking.Count > 0 || !primaryPods.Any(pod => pod.Serves)) && speaking.TrueForAll(proxy => proxy is not null && proxy.Applied == board.Asked),
            Connected = primaries.Count,
            Missing = speaking.Count(proxy => proxy is null),
            Refused = board.Proxies.FirstOrDefault(proxy => proxy.RefusedPolicy == board.Asked && proxy.Refused is not null)?.Refused,
            // A proxy that has not said yet may have one.
            InFlightCanary = (int)Math.Min(int.MaxValue, primaries.Sum(proxy => proxy.InFlightCanary ?? 1)),
            LeaderFor = leaderFor,
        };
    }
}
