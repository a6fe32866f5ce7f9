using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CanaryMesh.Proxy.Tests.Support;

internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<Socket> ConnectAsync(IPAddress address, int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(address, port));
        return socket;
    }

    /// <summary>Sends and reads until the other end closes.</summary>
    public static async Task<string> AskAsync(IPAddress address, int port, string request)
    {
        using var socket = await ConnectAsync(address, port);
        await socket.SendAsync(Encoding.Latin1.GetBytes(request));
        return await ReadUntilAsync(socket, null);
    }

    public static async Task<string> ReadUntilAsync(Socket socket, string? end)
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = new StringBuilder();
        var buffer = new byte[8192];
        while (end is null || !text.ToString().Contains(end, StringComparison.Ordinal))
        {
            var read = await socket.ReceiveAsync(buffer, patience.Token);
            if (read == 0)
            {
                break;
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    public static async Task<long> DrainAsync(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        var total = 0L;
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            total += read;
        }

        return total;
    }

    /// <summary>Connects to an address whatever the request's authority says.</summary>
    public static Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> Dialer(this Uri url) => async (_, cancellation) =>
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(url.Host), url.Port), cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    };
}
