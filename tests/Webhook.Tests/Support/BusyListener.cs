using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using CanaryMesh.Certs;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>A TLS server with a certificate of ours that gives every request one answer.</summary>
internal sealed class BusyListener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CertificateKeeper _keeper = new(new MemoryCaStore(), [Some.Surroundings.ServiceName], TimeProvider.System);

    public BusyListener(string answer)
    {
        _keeper.RefreshAsync(default).GetAwaiter().GetResult();
        _listener.Start();
        _ = ServeAsync(Encoding.ASCII.GetBytes(answer));
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Bundle => _keeper.Current!.Bundle;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(byte[] answer)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(_keeper.ServerOptions());
        var request = new byte[64 * 1024];
        var read = await stream.ReadAsync(request);
        while (!Encoding.ASCII.GetString(request, 0, read).TrimEnd().EndsWith('}'))
        {
            read += await stream.ReadAsync(request.AsMemory(read));
        }

        await stream.WriteAsync(answer);
    }
}
