using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Leadership;

/// <summary>Awaits one Lease and hands its terms to the work. Nothing but the caller's stop ends it. Another's Lease is timed from when its
/// record was seen to change, by our own monotonic clock, so the clocks of two machines are never compared.</summary>
internal sealed partial class LeaderElector(LeaseClient lease, LeaseFence fence, LeaseTiming timing, TimeProvider time, ILogger<LeaderElector> logger)
{
    private static readonly DateTimeOffset Origin = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly LeaseKeeper _keeper = new(lease, fence, timing, time);
    private LeaseRecord? _seen;
    private long _seenAt;

    /// <summary>Number of the term in force here, or null.</summary>
    public ulong? Term { get; private set; }

    public bool IsLeader => Term is not null;

    /// <summary>Runs the work once per term, with the term's number and a token that is cancelled when the term is over. The Lease is kept
    /// until the work has ended, and then released.</summary>
    public async Task RunAsync(Func<ulong, CancellationToken, Task> lead, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await TryAcquireAsync(stop) is { } own)
                {
                    await LeadAsync(own, lead, stop);
                }

                await Task.Delay(UntilNextLook(), time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // The end of another's Lease does not wait for the next look.
    private TimeSpan UntilNextLook()
    {
        var left = _seen is { Holder.Length: > 0 } seen && seen.Holder != lease.Identity ? seen.Duration - time.GetElapsedTime(_seenAt) : TimeSpan.Zero;
        return left > TimeSpan.Zero && left < timing.Retry ? left : timing.Retry;
    }

    private async Task<LeaseRecord?> TryAcquireAsync(CancellationToken stop)
    {
        var began = time.GetTimestamp();
        var found = await lease.GetAsync(stop);
        if (found.NotFound)
        {
            return Own(await lease.CreateAsync(FirstTerm(), stop), began);
        }

        if (found.Object is null)
        {
            LogLeaseFailed(found.Code, found.Reason, found.Message);
            return null;
        }

        var record = LeaseRecord.Read(found.Object);
        return MayTake(record) ? Own(await lease.TakeAsync(record, stop), began) : null;
    }

    // A Lease that was deleted, or went with a former installation, must not take the term back: proxies that outlived it refuse an older
    // one, a rollback too. The seconds since a fixed day are ahead of any count of terms.
    private ulong FirstTerm() => Math.Max((_seen?.Transitions ?? 0) + 1, (ulong)Math.Max(0, (time.GetUtcNow() - Origin).TotalSeconds));

    private bool MayTake(LeaseRecord record)
    {
        if (_seen is null || _seen.Version != record.Version)
        {
            _seen = record;
            _seenAt = time.GetTimestamp();
        }

        // Our own name from an earlier life is taken at once, with a new term like anyone's.
        return record.Holder.Length == 0 || record.Holder == lease.Identity || time.GetElapsedTime(_seenAt) >= record.Duration;
    }

    private LeaseRecord? Own(KubeResult result, long began)
    {
        if (result.Ok && result.Object is not null)
        {
            _seen = LeaseRecord.Read(result.Object);
            _seenAt = time.GetTimestamp();
            fence.Renewed(began);
            return _seen;
        }

        LogLeaseFailed(result.Code, result.Reason, result.Message);
        return null;
    }

    private async Task LeadAsync(LeaseRecord own, Func<ulong, CancellationToken, Task> lead, CancellationToken stop)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var ended = new CancellationTokenSource();
        Term = own.Transitions;
        LogAcquired(lease.Identity, own.Transitions);
        var work = WorkAsync(lead, own.Transitions, lost.Token);
        var keeping = _keeper.KeepAsync(own, ended.Token);
        if (await Task.WhenAny(work, keeping) == keeping)
        {
            Term = null;
            fence.End();
            await lost.CancelAsync();
        }

        await work;
        Term = null;
        fence.End();
        await ended.CancelAsync();
        if (await keeping is { } last)
        {
            await ReleaseAsync(last);
        }

        LogOver(lease.Identity, own.Transitions);
    }

    private async Task WorkAsync(Func<ulong, CancellationToken, Task> lead, ulong term, CancellationToken lost)
    {
        // The work must not be able to hold up the first renewal.
        await Task.Yield();
        try
        {
            await lead(term, lost);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Outermost loop of a term: the Lease is released and another may do better.
            LogWorkFailed(exception, term);
        }
    }

    private async Task ReleaseAsync(LeaseRecord last)
    {
        var result = await lease.ReleaseAsync(last, CancellationToken.None);
        if (!result.Ok)
        {
            LogLeaseFailed(result.Code, result.Reason, result.Message);
        }
    }
}
