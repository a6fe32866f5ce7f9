using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace CanaryMesh.Cluster.Network;

/// <summary>Carries one connection both ways, closing each way when its sender does. What goes wrong on one side resets the other.</summary>
internal static class TcpRelay
{
    private const int BufferSize = 32 * 1024;

    /// <summary>Returns once the connection is over; both sockets are closed then.</summary>
    public static async Task RunAsync(Socket client, IPEndPoint endpoint, CancellationToken cancel)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            client.NoDelay = true;
            await server.ConnectAsync(endpoint, cancel).ConfigureAwait(false);
            var there = PumpAsync(client, server, cancel);
            var back = PumpAsync(server, client, cancel);
            await (await Task.WhenAny(there, back).ConfigureAwait(false)).ConfigureAwait(false);
            await Task.WhenAll(there, back).ConfigureAwait(false);
            client.Dispose();
            server.Dispose();
        }
        catch (Exception broken) when (broken is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            Reset(client);
            Reset(server);
        }
    }

    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Its other end was faster.
        }

        socket.Dispose();
    }

    private static async Task PumpAsync(Socket from, Socket to, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer.AsMemory(), cancel).ConfigureAwait(false)) > 0)
            {
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), cancel).ConfigureAwait(false);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
