using System.Collections.Concurrent;
using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Counting;
using CanaryMesh.Mesh.Services;

namespace CanaryMesh.Mesh.Forwarding;

/// <summary>Sends copies of requests and drops the answers. Nobody waits for them.</summary>
internal sealed class MirrorSender(Upstream upstream, Draws draws, MeshCounts counts, MeshMetrics metrics, TimeProvider clock) : IAsyncDisposable
{
    private static readonly RetryRule Once = new(0, []);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<long, Task> _running = [];
    private long _sent;

    /// <summary>A body that can be sent once belongs to the request itself: such a one has no copy.</summary>
    public void Send(UpstreamRequest request, IEnumerable<MirrorTarget> mirrors, Func<Destination, Resolution> resolve)
    {
        foreach (var mirror in mirrors.Where(mirror => draws.Next() * 100 < mirror.Percent && request.CanRepeat))
        {
            var number = Interlocked.Increment(ref _sent);
            var task = SendAsync(request, () => resolve(mirror.Destination), _stop.Token);
            _running[number] = task;
            _ = task.ContinueWith(_ => _running.TryRemove(number, out var _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values);
        _stop.Dispose();
    }

    private async Task SendAsync(UpstreamRequest request, Func<Resolution> resolve, CancellationToken cancel)
    {
        try
        {
            using var answer = await upstream.SendAsync(request, resolve, Once, cancel);
            if (answer is { Message: { } message, Endpoint: { } endpoint })
            {
                await message.Content.CopyToAsync(Stream.Null, cancel);
                counts.Mirrored(endpoint.Workload);
                metrics.Answered(endpoint, answer.Resolution.Service, (int)message.StatusCode, clock.GetElapsedTime(answer.Started));
            }
        }
        catch (Exception dropped) when (dropped is HttpRequestException or IOException or OperationCanceledException)
        {
            counts.Refused("a copy was not answered");
        }
    }
}
