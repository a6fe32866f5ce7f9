using System.Collections.Concurrent;
using CanaryMesh.Proxy.Forwarding;
using CanaryMesh.Proxy.Routing;

namespace CanaryMesh.Proxy.Http1;

/// <summary>HTTP/1.1 to a backend over connections of our own. The framework's client will not show an answer before the whole request was
/// sent, and repeats requests by itself when a fresh connection breaks, which would hide a failing canary.</summary>
internal sealed class Http1Forwarder : IDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<UpstreamPool, bool> _used = new();
    private readonly ITimer _sweeper;

    public Http1Forwarder(TimeProvider time) =>
        _sweeper = time.CreateTimer(_ => Sweep(), null, SweepEvery, SweepEvery);

    public async ValueTask<AnswerState> SendAsync(Exchange exchange, Backend backend)
    {
        var shape = RequestShape.Of(exchange.Context);
        var connection = backend.Pool.Take(shape.SafeToRepeat);
        while (true)
        {
            connection ??= await backend.Pool.ConnectAsync();
            if (connection is null)
            {
                return exchange.Fail(AnswerState.NotReached);
            }

            var attempt = new Http1Attempt(connection, exchange, shape);
            var state = await TryAsync(exchange, backend, connection, attempt, shape.SafeToRepeat);
            if (state is { } known)
            {
                return known;
            }

            connection = null;
        }
    }

    /// <summary>Null if a connection that had idled turned out dead, and the request may be sent again on a fresh one.</summary>
    private async ValueTask<AnswerState?> TryAsync(
        Exchange exchange, Backend backend, UpstreamConnection connection, Http1Attempt attempt, bool safeToRepeat)
    {
        var aborted = exchange.Context.RequestAborted;
        var registration = aborted.UnsafeRegister(static connection => ((UpstreamConnection)connection!).Dispose(), connection);
        try
        {
            await attempt.RunAsync(backend);
            return aborted.IsCancellationRequested ? AnswerState.ClientGone : AnswerState.Answered;
        }
        catch (Exception exception) when (UpstreamFault.Is(exception) || exception is BadHttpRequestException or InvalidOperationException)
        {
            await attempt.EndBodyAsync();
            return aborted.IsCancellationRequested || attempt.ClientFailed ? exchange.Fail(AnswerState.ClientGone)
                : connection.IsReused && !connection.HasAnswer && !attempt.BodyIsTouched && (safeToRepeat || !connection.HasSent) ? null
                : exchange.Fail(UpstreamFault.IsTimeout(exception) ? AnswerState.TimedOut : AnswerState.Broken);
        }
        finally
        {
            await registration.DisposeAsync();
            Release(backend, connection, attempt.IsReusable && !aborted.IsCancellationRequested);
        }
    }

    public void Dispose()
    {
        _sweeper.Dispose();
        foreach (var pool in _used.Keys)
        {
            pool.Close();
        }
    }

    private void Sweep()
    {
        foreach (var pool in _used.Keys)
        {
            pool.Sweep();
            if (pool.IsEmpty && _used.TryRemove(pool, out _) && !pool.IsEmpty)
            {
                _used.TryAdd(pool, true);
            }
        }
    }

    internal void Release(Backend backend, UpstreamConnection connection, bool isReusable)
    {
        if (isReusable)
        {
            backend.Pool.Return(connection);
            _used.TryAdd(backend.Pool, true);
        }
        else
        {
            connection.Dispose();
        }
    }
}
