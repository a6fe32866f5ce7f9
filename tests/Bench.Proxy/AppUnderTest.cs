using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CanaryMesh.Bench.Proxy;

/// <summary>An app that costs next to nothing: answers 200 with 1 KB to whatever ends in an empty line.</summary>
internal sealed class AppUnderTest : IDisposable
{
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nServer: bench\r\nContent-Length: 1024\r\n\r\n" + new string('x', 1024));

    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private long _answered;

    public AppUnderTest(IPEndPoint address)
    {
        _listener.Bind(address);
        _listener.Listen(1024);
        _ = AcceptAsync();
    }

    public long Answered => Interlocked.Read(ref _answered);

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

    private async Task ServeAsync(Socket connection)
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
                    Interlocked.Increment(ref _answered);
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
