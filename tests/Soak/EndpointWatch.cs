using System.Text.Json.Nodes;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.Soak;

/// <summary>Remembers which pods the Service's EndpointSlice named ready, and when.</summary>
internal sealed class EndpointWatch(Kubectl kubectl) : IAsyncDisposable
{
    // The network goes on leading to a removed endpoint for a while, as nodes do.
    private static readonly TimeSpan RemovalDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(300);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<(DateTimeOffset At, HashSet<string> Ready)> _seen = [];
    private Task _following = Task.CompletedTask;

    public void Start() => _following = FollowAsync();

    /// <summary>When the network had stopped leading to a pod; null if it did not before the next look said ready again, or yet.</summary>
    public DateTimeOffset? LeftAfter(string address, DateTimeOffset moment)
    {
        lock (_lock)
        {
            var left = _seen.FindIndex(seen => seen.At >= moment && !seen.Ready.Contains(address));
            return left < 0 ? null : _seen[left].At + RemovalDelay;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await foreach (var slice in kubectl.WatchAsync(["endpointslices", "-l", "kubernetes.io/service-name=web"], _stop.Token))
            {
                lock (_lock)
                {
                    _seen.Add((DateTimeOffset.UtcNow, Ready(slice)));
                }
            }

            await Task.WhenAny(Task.Delay(Again, _stop.Token));
        }
    }

    private static HashSet<string> Ready(JsonObject slice) =>
        [.. (slice["endpoints"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(endpoint => (bool?)endpoint["conditions"]?["ready"] ?? true)
            .SelectMany(endpoint => endpoint["addresses"]!.AsArray().Select(address => (string)address!))];
}
