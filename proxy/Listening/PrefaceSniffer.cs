using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace CanaryMesh.Proxy.Listening;

/// <summary>Kestrel speaks only HTTP/1.1 on a clear-text port that allows both versions, so the client preface of HTTP/2
/// (RFC 9113 §3.4) is looked for here and decides which of the two pipelines gets the connection. Nothing is consumed. A client that keeps
/// silent, as pools do that dial ahead, does not keep a stopping proxy.</summary>
internal static class PrefaceSniffer
{
    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    public static async Task RunAsync(ConnectionContext connection, ConnectionDelegate http1, ConnectionDelegate http2)
    {
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? connection.ConnectionClosed;
        var speaksHttp2 = await SniffAsync(connection.Transport.Input, stopping);
        if (speaksHttp2 is { } answer)
        {
            await (answer ? http2 : http1)(connection);
        }
    }

    private static async ValueTask<bool?> SniffAsync(PipeReader input, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(stopping);
                var match = Match(read.Buffer);
                var undecided = match is null && !read.IsCompleted && !read.IsCanceled;
                input.AdvanceTo(read.Buffer.Start, undecided ? read.Buffer.End : read.Buffer.Start);
                if (!undecided)
                {
                    return match ?? false;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>True or false once the bytes decide, null while they are a proper prefix of the preface.</summary>
    internal static bool? Match(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> head = stackalloc byte[24];
        var length = (int)Math.Min(buffer.Length, Preface.Length);
        buffer.Slice(0, length).CopyTo(head);
        return !Preface.StartsWith(head[..length]) ? false
            : length == Preface.Length ? true
            : null;
    }
}
