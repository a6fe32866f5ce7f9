using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace CanaryMesh.Proxy.Http1;

/// <summary>Takes a chunked body apart (RFC 9112 §7.1); chunks that came together leave together.</summary>
internal sealed class ChunkedBody(UpstreamConnection connection, HttpContext context, Func<ValueTask<bool>> receive)
{
    private bool _isUnflushed;

    public async ValueTask CopyAsync()
    {
        await context.Response.StartAsync();
        while (true)
        {
            var size = SizeOf((await LineAsync()).Span);
            if (size == 0)
            {
                break;
            }

            await CopyChunkAsync(size);
            if (!(await LineAsync()).IsEmpty)
            {
                throw new IOException("A chunk is longer than it said.");
            }
        }

        await CopyTrailersAsync();
    }

    private async ValueTask CopyChunkAsync(long left)
    {
        while (left > 0)
        {
            if (connection.Buffered.IsEmpty)
            {
                await MoreAsync();
            }

            var bytes = connection.Buffered;
            bytes = bytes[..(int)Math.Min(left, bytes.Length)];
            context.Response.BodyWriter.Write(bytes.Span);
            _isUnflushed = true;
            connection.Consume(bytes.Length);
            left -= bytes.Length;
        }
    }

    private async ValueTask CopyTrailersAsync()
    {
        while (await LineAsync() is { IsEmpty: false } line)
        {
            var colon = line.Span.IndexOf((byte)':');
            if (colon > 0 && context.Response.SupportsTrailers())
            {
                context.Response.AppendTrailer(
                    Encoding.Latin1.GetString(line.Span[..colon]), Encoding.Latin1.GetString(line.Span[(colon + 1)..].Trim(" \t"u8)));
            }
        }
    }

    /// <summary>The next line without its end; valid until more is received.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> LineAsync()
    {
        while (true)
        {
            var bytes = connection.Buffered;
            var end = bytes.Span.IndexOf("\r\n"u8);
            if (end >= 0)
            {
                connection.Consume(end + 2);
                return bytes[..end];
            }

            await MoreAsync();
        }
    }

    private async ValueTask MoreAsync()
    {
        if (_isUnflushed)
        {
            _isUnflushed = false;
            await context.Response.BodyWriter.FlushAsync();
        }

        if (!await receive())
        {
            throw new IOException("The answer ended within a chunk.");
        }
    }

    private static long SizeOf(ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(line, out long size, out var used, 'x') && used > 0 && size >= 0
        && (used == line.Length || line[used] is (byte)';' or (byte)' ' or (byte)'\t')
            ? size
            : throw new IOException("A chunk has no size.");
}
