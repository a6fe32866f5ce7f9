using System.Net;
using System.Net.Sockets;

namespace CanaryMesh.Cluster.Network;

/// <summary>Listens on a Service's address and port while there are endpoints; without any, connections are refused.</summary>
internal sealed class ServiceListener(IPEndPoint address, EndpointPool pool, TimeProvider time, ILogger log) : IDisposable
{
    private const int Backlog = 512;
    private static readonly TimeSpan AfterShortage = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource closed = new();
    private readonly Lock gate = new();
    private Socket? listener;

    public void Set(IReadOnlyCollection<IPEndPoint> endpoints) => After(pool.Set(endpoints));

    public void Dispose()
    {
        lock (gate)
        {
            closed.Cancel();
            listener?.Dispose();
            listener = null;
            closed.Dispose();
        }
    }

    private void After(TimeSpan? nextSweep)
    {
        lock (gate)
        {
            if (!closed.IsCancellationRequested)
            {
                Follow();
            }
        }

        if (nextSweep is { } wait)
        {
            _ = SweepAsync(wait);
        }
    }

    private async Task SweepAsync(TimeSpan wait)
    {
        await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time).ConfigureAwait(false);
        After(pool.Sweep());
    }

    private void Follow()
    {
        if (pool.IsEmpty)
        {
            listener?.Dispose();
            listener = null;
        }
        else if (listener is null && Open() is { } opened)
        {
            listener = opened;
            _ = AcceptAsync(opened);
        }
    }

    private Socket? Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(address);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException taken)
        {
            socket.Dispose();
            NetworkLog.CannotListen(log, address, taken.Message);
            return null;
        }
    }

    private async Task AcceptAsync(Socket opened)
    {
        while (true)
        {
            try
            {
                var client = await opened.AcceptAsync().ConfigureAwait(false);
                _ = CarryAsync(client);
            }
            catch (Exception ended) when (ended is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.Interrupted })
            {
                // The last endpoint or the Service is gone.
                return;
            }
            catch (SocketException shortage)
            {
                // Too many open files, say: the Service must not stay deaf once there are fewer.
                NetworkLog.CannotListen(log, address, shortage.Message);
                await Task.Delay(AfterShortage, time).ConfigureAwait(false);
            }
        }
    }

    private async Task CarryAsync(Socket client)
    {
        if (pool.Pick() is not { } endpoint)
        {
            TcpRelay.Reset(client);
            return;
        }

        if (log.IsEnabled(LogLevel.Debug))
        {
            NetworkLog.Carried(log, client.RemoteEndPoint, endpoint);
        }

        await TcpRelay.RunAsync(client, endpoint, CancellationToken.None).ConfigureAwait(false);
    }
}
