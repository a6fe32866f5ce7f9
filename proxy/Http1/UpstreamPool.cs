using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CanaryMesh.Proxy.Http1;

/// <summary>Idle connections to one backend, the latest used first. A request that must not be sent twice gets only a connection that was
/// in use a moment ago: the other end closes those that idle, and nobody could tell whether it had seen the request.</summary>
internal sealed class UpstreamPool(IPEndPoint backend, TimeProvider time)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    // Below the five seconds after which Node closes; gunicorn's two are covered by the second rule.
    private static readonly TimeSpan MostIdle = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan MostIdleUnsafe = TimeSpan.FromSeconds(1);

    private readonly ConcurrentStack<UpstreamConnection> _idle = new();

    public bool IsEmpty => _idle.IsEmpty;

    public UpstreamConnection? Take(bool safeToRepeat)
    {
        while (_idle.TryPop(out var connection))
        {
            if (time.GetElapsedTime(connection.IdleSince) < (safeToRepeat ? MostIdle : MostIdleUnsafe) && !connection.IsStale)
            {
                connection.IsReused = true;
                connection.Begin();
                return connection;
            }

            connection.Dispose();
        }

        return null;
    }

    /// <summary>Null if the backend was not reached in time.</summary>
    public async ValueTask<UpstreamConnection?> ConnectAsync()
    {
        var socket = new Socket(backend.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var patience = new CancellationTokenSource(ConnectTimeout, time);
        try
        {
            await socket.ConnectAsync(backend, patience.Token);
            return new UpstreamConnection(socket);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            return null;
        }
    }

    public void Return(UpstreamConnection connection)
    {
        connection.IdleSince = time.GetTimestamp();
        _idle.Push(connection);
    }

    /// <summary>Closes what has idled too long.</summary>
    public void Sweep()
    {
        var most = _idle.Count;
        if (most == 0)
        {
            return;
        }

        var taken = new UpstreamConnection[most];
        var count = _idle.TryPopRange(taken);
        for (var index = count - 1; index >= 0; index--)
        {
            if (time.GetElapsedTime(taken[index].IdleSince) < MostIdle)
            {
                _idle.Push(taken[index]);
            }
            else
            {
                taken[index].Dispose();
            }
        }
    }

    public void Close()
    {
        while (_idle.TryPop(out var connection))
        {
            connection.Dispose();
        }
    }
}
