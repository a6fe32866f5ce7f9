using System.Buffers;
using System.IO.Pipelines;
using CanaryMesh.Proxy.Mirroring;
using Microsoft.AspNetCore.Http.Features;

namespace CanaryMesh.Proxy.Http1;

/// <summary>Sends a head and the body behind it as it comes. What is at hand goes out together with the head.</summary>
internal static class RequestBody
{
    /// <summary>False if it was stopped before its end.</summary>
    public static async Task<bool> SendAsync(UpstreamConnection connection, HttpContext context, bool isChunked, MirrorCopy? copy)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var pending = reader.ReadAsync();
            if (!pending.IsCompleted && connection.Out.Length > 0)
            {
                await connection.SendOutAsync();
            }

            var read = await pending;
            if (!read.Buffer.IsEmpty)
            {
                await SendAsync(connection, read.Buffer, isChunked);
            }

            var isLast = read.IsCompleted;
            copy?.Take(read.Buffer);
            reader.AdvanceTo(read.Buffer.End);
            if (isLast || read.IsCanceled)
            {
                await EndAsync(connection, context, isLast && isChunked);
                copy?.End(isLast);
                return isLast;
            }
        }
    }

    private static async ValueTask SendAsync(UpstreamConnection connection, ReadOnlySequence<byte> bytes, bool isChunked)
    {
        if (isChunked)
        {
            connection.Out.AppendHex(bytes.Length);
            connection.Out.Append("\r\n"u8);
        }

        foreach (var segment in bytes)
        {
            if (segment.Length <= connection.Out.Room)
            {
                connection.Out.Append(segment.Span);
                continue;
            }

            await connection.SendOutAsync();
            await connection.SendAsync(segment);
        }

        if (isChunked)
        {
            connection.Out.Append("\r\n"u8);
        }
    }

    private static ValueTask EndAsync(UpstreamConnection connection, HttpContext context, bool endsChunks)
    {
        if (endsChunks)
        {
            connection.Out.Append("0\r\n"u8);
            if (context.Features.Get<IHttpRequestTrailersFeature>() is { Available: true } trailers)
            {
                foreach (var (name, value) in trailers.Trailers)
                {
                    connection.Out.Append($"{name}: {value}\r\n");
                }
            }

            connection.Out.Append("\r\n"u8);
        }

        return connection.SendOutAsync();
    }
}
