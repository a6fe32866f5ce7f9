using System.Buffers;

namespace CanaryMesh.Webhook.Admission;

/// <summary>Reads bodies before they take a place, so that a slow one keeps nobody out; what all of them hold is bounded.</summary>
internal sealed class BodyReader(ReviewLimits limits)
{
    public const int MostBytes = 7 * 1024 * 1024;

    /// <summary>How much is read at all before the connection is cut.</summary>
    public const int MostRead = 16 * 1024 * 1024;

    private const int Chunk = 16 * 1024;
    private long _held;

    public long Held => Interlocked.Read(ref _held);

    public async Task<ReviewBody> ReadAsync(Stream stream, CancellationToken deadline)
    {
        var body = new ReviewBody(this);
        try
        {
            body.Fault = await FillAsync(body, stream, deadline);
        }
        catch (BadHttpRequestException exception)
        {
            body.Fault = exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? BodyFault.TooLarge : BodyFault.TooSlow;
        }
        catch (OperationCanceledException)
        {
            body.Fault = BodyFault.TooSlow;
        }

        return body;
    }

    internal bool TryHold(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= limits.Buffered)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    internal void Release(long bytes) => Interlocked.Add(ref _held, -bytes);

    private static async Task<BodyFault?> FillAsync(ReviewBody body, Stream stream, CancellationToken deadline)
    {
        while (body.Length <= MostBytes)
        {
            if (!body.TryGrow(Chunk))
            {
                return BodyFault.NoRoom;
            }

            var read = await stream.ReadAsync(body.Free, deadline);
            if (read == 0)
            {
                return null;
            }

            body.Length += read;
        }

        body.Empty();
        await DiscardAsync(stream, deadline);
        return BodyFault.TooLarge;
    }

    // What is too large is read on and thrown away for a while: a client that is still sending would see a broken pipe, not the answer.
    private static async Task DiscardAsync(Stream stream, CancellationToken deadline)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            while (await stream.ReadAsync(chunk, deadline) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
