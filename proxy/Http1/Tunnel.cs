using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace CanaryMesh.Proxy.Http1;

/// <summary>Bytes both ways after an upgrade, until the backend is done, or the client is and the backend has answered that.</summary>
internal sealed class Tunnel(UpstreamConnection connection, HttpContext context) : IDisposable
{
    private const int Piece = 16 * 1024;

    private readonly CancellationTokenSource _ended = new();

    public async Task RunAsync()
    {
        var client = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        var up = UpAsync(client);
        try
        {
            await DownAsync(client);
        }
        finally
        {
            await _ended.CancelAsync();
            await up;
        }
    }

    public void Dispose() => _ended.Dispose();

    private async Task DownAsync(Stream client)
    {
        int read;
        do
        {
            await client.WriteAsync(connection.Buffered);
            connection.Consume(connection.Buffered.Length);
            read = await connection.ReceiveAsync();
            connection.Received(read);
        }
        while (read > 0);
    }

    private async Task UpAsync(Stream client)
    {
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            int read;
            while ((read = await client.ReadAsync(piece, _ended.Token)) > 0)
            {
                await connection.SendAsync(piece.AsMemory(0, read));
            }

            connection.EndSending();
        }
        catch (Exception exception) when (UpstreamFault.Is(exception) || exception is OperationCanceledException)
        {
            connection.Dispose();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
