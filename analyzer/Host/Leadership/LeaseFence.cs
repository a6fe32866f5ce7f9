namespace CanaryMesh.Analyzer.Leadership;

/// <summary>Until when a term may be acted for, by our own clock, which goes on while the process is stopped: one that is continued after its
/// Lease ran out knows it before anything else of it has had a turn.</summary>
internal sealed class LeaseFence(LeaseTiming timing, TimeProvider time)
{
    private const long Over = long.MinValue;
    private long _renewed = Over;

    /// <summary>Whether the Lease was renewed lately enough for nobody else to hold it.</summary>
    public bool Stands => Volatile.Read(ref _renewed) is var renewed && renewed != Over && time.GetElapsedTime(renewed) < timing.RenewDeadline;

    /// <summary>The moment when the renewal, or the taking, was sent.</summary>
    public void Renewed(long sentAt) => Volatile.Write(ref _renewed, sentAt);

    /// <summary>Ends when the Lease has run out for others; each renewal in between puts that off.</summary>
    public async Task RunOutAsync(CancellationToken stop)
    {
        while (Volatile.Read(ref _renewed) is var renewed && renewed != Over && timing.Duration - time.GetElapsedTime(renewed) is { Ticks: > 0 } left)
        {
            await Task.Delay(left, time, stop);
        }
    }

    public void End() => Volatile.Write(ref _renewed, Over);
}
