using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Leadership;

/// <summary>Renews a Lease that is ours. Every failure is tried again until the deadline, counted from when the last good renewal was sent.</summary>
internal sealed class LeaseKeeper(LeaseClient lease, LeaseFence fence, LeaseTiming timing, TimeProvider time)
{
    /// <summary>Renews until asked to end, then gives the record still held; gives null when the Lease is lost.</summary>
    public async Task<LeaseRecord?> KeepAsync(LeaseRecord own, CancellationToken end)
    {
        var renewed = time.GetTimestamp();
        while (true)
        {
            try
            {
                await Task.Delay(timing.Retry, time, end);
                var began = time.GetTimestamp();
                var left = timing.RenewDeadline - time.GetElapsedTime(renewed);
                var (held, next) = left > TimeSpan.Zero ? await RenewAsync(own, left, end) : (Held.Unknown, own);
                if (held == Held.Ours)
                {
                    (own, renewed) = (next, began);
                    fence.Renewed(began);
                }
                else if (held == Held.Others || time.GetElapsedTime(renewed) >= timing.RenewDeadline)
                {
                    return null;
                }
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return own;
            }
        }
    }

    private enum Held
    {
        Ours,
        Others,
        Unknown,
    }

    private async Task<(Held Held, LeaseRecord Record)> RenewAsync(LeaseRecord own, TimeSpan left, CancellationToken end)
    {
        // Half the deadline: one lost packet must not use up all of it.
        var limit = TimeSpan.FromTicks(Math.Min(left.Ticks, timing.RenewDeadline.Ticks / 2));
        using var deadline = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(end, deadline.Token);
        try
        {
            var result = await lease.RenewAsync(own, both.Token);
            return result.Ok && result.Object is not null ? (Held.Ours, LeaseRecord.Read(result.Object))
                : result.IsConflict || result.NotFound ? await LookAsync(own, both.Token)
                : (Held.Unknown, own);
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            return (Held.Unknown, own);
        }
    }

    /// <summary>A conflict may come from our own write whose answer was lost: then the Lease is still ours, in the same term.</summary>
    private async Task<(Held Held, LeaseRecord Record)> LookAsync(LeaseRecord own, CancellationToken cancellation)
    {
        var found = await lease.GetAsync(cancellation);
        if (found.Object is null)
        {
            return (found.NotFound ? Held.Others : Held.Unknown, own);
        }

        var record = LeaseRecord.Read(found.Object);
        return record.Holder == lease.Identity && record.Transitions == own.Transitions ? (Held.Ours, record) : (Held.Others, own);
    }
}
