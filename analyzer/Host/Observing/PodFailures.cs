using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Why a copy's pods do not run, in the kubelet's own words. A first failed pull or a single crash may pass; a back-off says it did not.</summary>
internal static class PodFailures
{
    private static readonly string[] BadImages = ["ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull"];

    public static PodFailure? Of(IEnumerable<PodView> pods) => First(pods, ofProxy: false);

    /// <summary>The same of our own container: what it does is never the version's failure.</summary>
    public static PodFailure? OfProxies(IEnumerable<PodView> pods) =>
        First(pods, ofProxy: true) is { } failure ? new(RolloutReason.ProxyFailed, $"a fault of ours, not of the version: {failure.Message}") : null;

    private static PodFailure? First(IEnumerable<PodView> pods, bool ofProxy) => pods
        .Where(pod => !pod.Deleting)
        .SelectMany(pod => Statuses(pod).Where(status => (status.Text("name") == Installation.ProxyContainer) == ofProxy).Select(status => Of(pod, status)))
        .FirstOrDefault(failure => failure is not null);

    private static IEnumerable<JsonObject> Statuses(PodView pod) =>
        pod.Raw.Objects("status", "initContainerStatuses").Concat(pod.Raw.Objects("status", "containerStatuses"));

    private static PodFailure? Of(PodView pod, JsonObject status)
    {
        var container = status.Text("name");
        var waiting = status.Text("state", "waiting", "reason");
        if (waiting is not null && BadImages.Contains(waiting))
        {
            return new(
                RolloutReason.ImagePullFailed,
                $"container {container} of pod {pod.Name}: {waiting}: {status.Text("state", "waiting", "message") ?? status.Text("image")}");
        }

        if (waiting != "CrashLoopBackOff")
        {
            return null;
        }

        var last = status.At("lastState", "terminated");
        var why = last.Text("reason") is { } reason and not "Error" ? $" ({reason})" : "";
        return new(
            RolloutReason.CopyCrashed,
            $"container {container} of pod {pod.Name} crashes: exit code {last.Number("exitCode") ?? 0}{why} after {status.Number("restartCount") ?? 0} restarts");
    }
}
