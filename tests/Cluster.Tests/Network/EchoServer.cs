using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CanaryMesh.Cluster.Tests.Network;

/// <summary>Says its name on each connection, then sends back what it gets.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string name;

    public EchoServer(string name)
    {
        this.name = name;
        listener.Start();
        _ = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)listener.LocalEndpoint;

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.UTF8.GetBytes(name + "\n"));
            await stream.CopyToAsync(stream);
        }
    }
}
