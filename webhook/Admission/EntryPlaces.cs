using System.Threading.RateLimiting;

namespace CanaryMesh.Webhook.Admission;

/// <summary>The places of one entry and the short queue before them.</summary>
internal sealed class EntryPlaces(ReviewLimits limits, TimeProvider time) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = limits.Places,
        QueueLimit = limits.Waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public long Waiting => _limiter.GetStatistics()!.CurrentQueuedCount;

    /// <summary>A place, or why there is none: at once if the queue is full, else after the patience at the latest.</summary>
    public async ValueTask<(RateLimitLease? Place, string Refused)> EnterAsync(TimeSpan patience, CancellationToken cancellation)
    {
        using var waiting = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token, cancellation);
        try
        {
            var lease = await _limiter.AcquireAsync(1, either.Token);
            if (lease.IsAcquired)
            {
                return (lease, "");
            }

            lease.Dispose();
            return (null, OverloadReason.Full);
        }
        catch (OperationCanceledException) when (waiting.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return (null, OverloadReason.Waited);
        }
    }

    public void Dispose() => _limiter.Dispose();
}
