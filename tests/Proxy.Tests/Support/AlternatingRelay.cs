using System.Net;
using System.Net.Sockets;

namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>A Service's address: each connection goes to the next of its endpoints.</summary>
internal sealed class AlternatingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<Uri> _endpoints;
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;

    public AlternatingRelay(IReadOnlyList<Uri> endpoints)
    {
        _endpoints = endpoints;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"https://{_listener.LocalEndpoint}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (var next = 0; ; next++)
            {
                _connections.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token), _endpoints[next % _endpoints.Count]));
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private async Task RelayAsync(TcpClient from, Uri endpoint)
    {
        using var client = from;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(endpoint.Host, endpoint.Port, _stop.Token);
            await Task.WhenAny(
                client.GetStream().CopyToAsync(server.GetStream(), _stop.Token),
                server.GetStream().CopyToAsync(client.GetStream(), _stop.Token));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return;
        }
    }
}
