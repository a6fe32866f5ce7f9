using System.Net;
using System.Net.Sockets;
using CanaryMesh.Api.Control;

namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>A long way to a pod's direct ports: what is sent there arrives late.</summary>
internal sealed class DelayedHop : IDisposable
{
    private readonly TestPod _pod;
    private readonly TimeSpan _delay;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<int, TcpListener> _listeners;

    public DelayedHop(TestPod pod, TimeSpan delay)
    {
        (_pod, _delay) = (pod, delay);
        _listeners = new() { [TestPod.AppPort] = Listen(TestPod.Direct), [TestPod.GrpcPort] = Listen(TestPod.GrpcDirect) };
    }

    public Policy Policy(ulong revision, uint weight)
    {
        var policy = Some.Policy(revision, weight);
        var endpoint = new CanaryEndpoint { Pod = _pod.Name, Address = IPAddress.Loopback.ToString() };
        foreach (var (app, listener) in _listeners)
        {
            endpoint.DirectPorts.Add((uint)app, (uint)((IPEndPoint)listener.LocalEndpoint).Port);
        }

        policy.CanaryEndpoints.Add(endpoint);
        return policy;
    }

    public void Dispose()
    {
        _stop.Cancel();
        foreach (var listener in _listeners.Values)
        {
            listener.Dispose();
        }

        _stop.Dispose();
    }

    private TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = AcceptAsync(listener, port, _stop.Token);
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener, int port, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await listener.AcceptTcpClientAsync(stop), port, stop);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task RelayAsync(TcpClient from, int port, CancellationToken stop)
    {
        using var client = from;
        using var server = new TcpClient { NoDelay = true };
        try
        {
            await server.ConnectAsync(_pod.Address, port, stop);
            await Task.WhenAny(DelayAsync(client.GetStream(), server.GetStream(), stop), server.GetStream().CopyToAsync(client.GetStream(), stop));
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            return;
        }
    }

    private async Task DelayAsync(NetworkStream from, NetworkStream to, CancellationToken stop)
    {
        var piece = new byte[16 * 1024];
        for (int read; (read = await from.ReadAsync(piece, stop)) > 0;)
        {
            await Task.Delay(_delay, stop);
            await to.WriteAsync(piece.AsMemory(0, read), stop);
        }
    }
}
