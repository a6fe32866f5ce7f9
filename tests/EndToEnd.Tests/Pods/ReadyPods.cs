using System.Text.Json.Nodes;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests.Pods;

/// <summary>Follows which pods a Service sends to, so that what lasts less than a look is seen too.</summary>
internal sealed class ReadyPods : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<(DateTimeOffset At, HashSet<string> Pods)> _seen = [];
    private readonly Task _following;

    public ReadyPods(Kubectl kubectl) => _following = FollowAsync(kubectl);

    /// <summary>When a pod was first seen out of the endpoints after a moment; null while it has not been.</summary>
    public DateTimeOffset? LeftAfter(string pod, DateTimeOffset moment)
    {
        lock (_lock)
        {
            return _seen.Where(each => each.At > moment && !each.Pods.Contains(pod)).Select(each => (DateTimeOffset?)each.At).FirstOrDefault();
        }
    }

    public bool IsIn(string pod)
    {
        lock (_lock)
        {
            return _seen.Count > 0 && _seen[^1].Pods.Contains(pod);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    // Pods with a proxy and pods without are reached at other ports, and therefore stand in other slices.
    private async Task FollowAsync(Kubectl kubectl)
    {
        Dictionary<string, IReadOnlyList<string>> slices = [];
        await foreach (var change in kubectl.WatchAsync(["endpointslices", "-l", "kubernetes.io/service-name=web", "--output-watch-events"], _stop.Token))
        {
            var slice = change["object"]!;
            var isGone = (string?)change["type"] == "DELETED";
            slices[(string)slice["metadata"]!["name"]!] =
                isGone ? [] : [.. (slice["endpoints"] as JsonArray ?? []).OfType<JsonObject>().Where(IsReady).Select(Pod)];
            lock (_lock)
            {
                _seen.Add((DateTimeOffset.UtcNow, [.. slices.Values.SelectMany(pods => pods)]));
            }
        }
    }

    private static bool IsReady(JsonObject endpoint) => (bool?)endpoint["conditions"]?["ready"] ?? true;

    private static string Pod(JsonObject endpoint) => (string?)endpoint["targetRef"]?["name"] ?? "";
}
