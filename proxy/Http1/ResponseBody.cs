using System.Buffers;

namespace CanaryMesh.Proxy.Http1;

/// <summary>Passes an answer's body on. Before anything has to be waited for, what is there leaves, the head at least.</summary>
internal sealed class ResponseBody(UpstreamConnection connection, HttpContext context)
{
    private const int Piece = 64 * 1024;
    private bool _isWaited;

    public async ValueTask CopyAsync(ResponseHead head)
    {
        switch (head.Framing)
        {
            case BodyFraming.None:
                break;
            case BodyFraming.Length:
                await CopyLengthAsync(head.Length);
                break;
            case BodyFraming.Chunked:
                await new ChunkedBody(connection, context, ReceiveAsync).CopyAsync();
                break;
            case BodyFraming.UntilClose:
                await CopyUntilCloseAsync();
                break;
        }
    }

    private async ValueTask CopyLengthAsync(long left)
    {
        if (left > connection.Buffered.Length + Piece)
        {
            left -= await PassBufferedAsync(left);
            await CopyPiecesAsync(left);
            return;
        }

        while (left > 0)
        {
            if (connection.Buffered.IsEmpty && !await ReceiveAsync())
            {
                throw new IOException("The answer ended before its length.");
            }

            left -= await PassBufferedAsync(left);
        }
    }

    private async ValueTask CopyPiecesAsync(long left)
    {
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            while (left > 0)
            {
                var pending = connection.ReceiveAsync(piece.AsMemory(0, (int)Math.Min(left, piece.Length)));
                await FlushBeforeWaitingAsync(pending.IsCompleted);
                var read = await pending;
                if (read == 0)
                {
                    throw new IOException("The answer ended before its length.");
                }

                await context.Response.Body.WriteAsync(piece.AsMemory(0, read));
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private async ValueTask CopyUntilCloseAsync()
    {
        do
        {
            await PassBufferedAsync(long.MaxValue);
        }
        while (await ReceiveAsync());
    }

    private async ValueTask<int> PassBufferedAsync(long most)
    {
        var bytes = connection.Buffered;
        bytes = bytes[..(int)Math.Min(most, bytes.Length)];
        if (!bytes.IsEmpty)
        {
            await context.Response.Body.WriteAsync(bytes);
            connection.Consume(bytes.Length);
        }

        return bytes.Length;
    }

    private async ValueTask<bool> ReceiveAsync()
    {
        var pending = connection.ReceiveAsync();
        await FlushBeforeWaitingAsync(pending.IsCompleted);
        var read = await pending;
        connection.Received(read);
        return read > 0;
    }

    private async ValueTask FlushBeforeWaitingAsync(bool isThere)
    {
        if (!isThere && !_isWaited)
        {
            _isWaited = true;
            await context.Response.Body.FlushAsync();
        }
    }
}
