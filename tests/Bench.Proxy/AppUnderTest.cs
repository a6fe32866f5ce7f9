using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CanaryMesh.Bench.Proxy;

/// <summary>An app that costs next to nothing: answers 200 with 1 KB to whatever ends in an empty line.</summary>
internal sealed class AppUnderTest : IDisposable
{
    public const int Port = 8080;
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nServer: bench\r\nContent-Length: 1024\r\n\r\n" + new string('x', 1024));

    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);

    public AppUnderTest()
    {
        _listener.Bind(Address);
        _listener.Listen(1024);
        _ = AcceptAsync();
    }

    public static IPEndPoint Address { get; } = new(IPAddress.Parse("127.77.0.1"), Port);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private static async Task ServeAsync(Socket connection)
    {
        using var owned = connection;
        connection.NoDelay = true;
        var buffer = new byte[8192];
        var filled = 0;
        try
        {
            int read;
            while ((read = await connection.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None)) > 0)
            {
                filled += read;
                if (buffer.AsSpan(0, filled).EndsWith("\r\n\r\n"u8))
                {
                    filled = 0;
                    await connection.SendAsync(Answer, SocketFlags.None);
                }
            }
        }
        catch (SocketException)
        {
            return;
        }
    }
}
