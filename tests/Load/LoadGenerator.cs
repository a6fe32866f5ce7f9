using System.Collections.Concurrent;
using System.Net.Sockets;

namespace CanaryMesh.Load;

/// <summary>Sends requests at a constant rate until it is stopped; never twice the same.</summary>
public sealed class LoadGenerator(LoadPlan plan, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(5);

    // A machine that stood still has had no clients either: they do not all come at once when it goes on.
    private static readonly TimeSpan MostBehind = TimeSpan.FromSeconds(1);

    private readonly Patience _patience = new(plan.Timeout, clock);
    private readonly ConcurrentQueue<HttpConnection> _idle = [];
    private readonly ConcurrentDictionary<long, Task> _running = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Random _random = new(plan.Seed);
    private Task _pace = Task.CompletedTask;
    private int _kept;

    public LoadCounts Counts { get; } = new();

    public void Start()
    {
        _patience.Start();
        _pace = PaceAsync();
    }

    /// <summary>Sends nothing more and waits for the answers that are due.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _pace;
        await Task.WhenAll(_running.Values);
        while (_idle.TryDequeue(out var connection))
        {
            connection.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _patience.DisposeAsync();
        _stop.Dispose();
    }

    private async Task PaceAsync()
    {
        using var beat = new PeriodicTimer(Beat, clock);
        var started = clock.GetTimestamp();
        for (var (sent, left) = (0L, 0L); !_stop.IsCancellationRequested;)
        {
            var due = (long)(clock.GetElapsedTime(started).TotalSeconds * plan.RequestsPerSecond) - left;
            var most = sent + Math.Max(1, (long)(MostBehind.TotalSeconds * plan.RequestsPerSecond));
            for (left += Math.Max(0, due - most); sent < Math.Min(due, most); sent++)
            {
                Begin(sent);
            }
            await beat.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private void Begin(long number)
    {
        var alone = _random.NextDouble() < plan.NewConnectionShare;
        var post = _random.NextDouble() < plan.PostShare;
        var request = post
            ? RequestText.Post(plan.Host, $"/orders/{number}", alone, _random.Next(1, plan.LargestBody))
            : RequestText.Get(plan.Host, $"/items/{number}", alone);
        Counts.Start();
        var task = SendAsync(request, post ? "POST" : "GET", alone);
        _running[number] = task;
        _ = task.ContinueWith(_ => _running.TryRemove(number, out var _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task SendAsync(byte[] request, string method, bool alone)
    {
        var timeout = _patience.Begin();
        var sentAt = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        HttpConnection? connection = null;
        var before = 0L;
        try
        {
            connection = (alone ? null : TakeIdle()) ?? await HttpConnection.OpenAsync(plan.Target, timeout);
            before = connection.Received;
            var answer = await connection.ExchangeAsync(request, timeout);
            Counts.End(new Outcome(sentAt, clock.GetElapsedTime(started), method, answer.Status, answer.Version, OutcomeRules.LostBecause(answer)) { LocalPort = connection.LocalPort });
            GiveBack(connection, answer.KeepsAlive && !alone);
        }
        catch (NotConnectedException refused)
        {
            Counts.End(new Outcome(sentAt, clock.GetElapsedTime(started), method, null, null, refused.Message) { LocalPort = refused.LocalPort });
        }
        catch (Exception fault) when (fault is IOException or SocketException or InvalidDataException or OperationCanceledException)
        {
            var reason = connection?.Explain(fault, before) ?? "no connection: timeout";
            connection?.Dispose();
            Counts.End(new Outcome(sentAt, clock.GetElapsedTime(started), method, null, null, reason) { LocalPort = connection?.LocalPort });
        }
    }

    private HttpConnection? TakeIdle()
    {
        while (_idle.TryDequeue(out var connection))
        {
            Interlocked.Decrement(ref _kept);
            if (!connection.ClosedWhileIdle)
            {
                return connection;
            }
            connection.Dispose();
        }
        return null;
    }

    private void GiveBack(HttpConnection connection, bool keep)
    {
        if (keep && !_stop.IsCancellationRequested)
        {
            if (Interlocked.Increment(ref _kept) <= plan.KeptConnections)
            {
                _idle.Enqueue(connection);
                return;
            }
            Interlocked.Decrement(ref _kept);
        }
        connection.Dispose();
    }
}
