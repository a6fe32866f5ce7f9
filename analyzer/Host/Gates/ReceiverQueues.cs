using System.Threading.Channels;

namespace CanaryMesh.Analyzer.Gates;

/// <summary>Tells each receiver what happened, in order and behind the ticks' back. One that is too slow loses the newest, and delays nobody else.</summary>
internal sealed class ReceiverQueues
{
    private const int QueueLength = 64;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Channel<Func<CancellationToken, Task>>> _queues = new(StringComparer.Ordinal);

    /// <summary>False if the queue of this receiver is full.</summary>
    public bool Tell(string receiver, Func<CancellationToken, Task> call)
    {
        lock (_lock)
        {
            if (_queues.TryGetValue(receiver, out var queue))
            {
                return queue.Writer.TryWrite(call);
            }

            queue = Channel.CreateBounded<Func<CancellationToken, Task>>(QueueLength);
            _queues[receiver] = queue;
            queue.Writer.TryWrite(call);
            _ = DrainAsync(receiver, queue);
            return true;
        }
    }

    private async Task DrainAsync(string receiver, Channel<Func<CancellationToken, Task>> queue)
    {
        await Task.Yield();
        while (Next(receiver, queue) is { } call)
        {
            try
            {
                await call(CancellationToken.None);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Outermost: one notice that cannot be sent keeps no other back.
                continue;
            }
        }
    }

    // A receiver that has heard everything is forgotten.
    private Func<CancellationToken, Task>? Next(string receiver, Channel<Func<CancellationToken, Task>> queue)
    {
        lock (_lock)
        {
            if (queue.Reader.TryRead(out var call))
            {
                return call;
            }

            _queues.Remove(receiver);
            return null;
        }
    }
}
