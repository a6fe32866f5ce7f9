using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CanaryMesh.Bench.Proxy;

/// <summary>An open-loop client: requests are due at random moments whatever the answers do, and an answer that is late makes those behind
/// it late too: their latency counts from when they were due.</summary>
internal sealed class PacedLoad(IPEndPoint target, int rate, int connections) : IDisposable
{
    private static readonly byte[] Request = Encoding.ASCII.GetBytes(
        "GET /items/17?page=2 HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: bench/1\r\nAccept: */*\r\n"
        + "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n");

    private readonly Socket[] _sockets = [.. Enumerable.Range(0, connections).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })];

    public Task ConnectAsync() => Task.WhenAll(_sockets.Select(socket => socket.ConnectAsync(target)));

    /// <summary>Latencies in microseconds, in no order.</summary>
    public async Task<List<double>> RunAsync(TimeSpan window)
    {
        var until = Stopwatch.GetTimestamp() + (long)(window.TotalSeconds * Stopwatch.Frequency);
        var all = await Task.WhenAll(_sockets.Select((socket, seed) => Task.Run(() => AskAsync(socket, seed, until))));
        return [.. all.SelectMany(each => each)];
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private async Task<List<double>> AskAsync(Socket socket, int seed, long until)
    {
        var random = new Random(seed);
        var latencies = new List<double>();
        var buffer = new byte[8192];
        var due = Stopwatch.GetTimestamp();
        while ((due += Gap(random)) < until)
        {
            var wasLate = Stopwatch.GetTimestamp() >= due;
            while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { TotalMilliseconds: > 0.5 } left)
            {
                await Task.Delay(left);
            }

            var start = wasLate ? due : Stopwatch.GetTimestamp();
            await socket.SendAsync(Request, SocketFlags.None);
            await ReadAnswerAsync(socket, buffer);
            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return latencies;
    }

    private long Gap(Random random) => (long)(-Math.Log(1 - random.NextDouble()) * connections / rate * Stopwatch.Frequency);

    private static async Task ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var filled = 0;
        var end = -1;
        while (end < 0 || filled < end + 4 + 1024)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None);
            filled = read > 0 ? filled + read : throw new IOException("closed");
            end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
        }

        if (!buffer.AsSpan().StartsWith("HTTP/1.1 200"u8))
        {
            throw new IOException(Encoding.ASCII.GetString(buffer, 0, filled));
        }
    }
}
