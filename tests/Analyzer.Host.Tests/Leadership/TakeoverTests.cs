using System.Threading.Channels;
using CanaryMesh.Analyzer.Leadership;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Analyzer.Host.Tests.Leadership;

/// <summary>One analyzer after another, in the timing that ships.</summary>
public sealed class TakeoverTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly LeaseTiming Timing = new();
    private readonly ObservedTime _time = new();
    private readonly FakeLeases _leases = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<ulong> _terms = Channel.CreateUnbounded<ulong>();
    private Task _standby = Task.CompletedTask;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _standby.WaitAsync(Patience);
    }

    public void Dispose() => _stop.Dispose();

    [Fact]
    public void Timing_LeavesRoomOnBothSides()
    {
        Assert.True(Timing.Duration + Timing.Retry < TimeSpan.FromSeconds(15) - Timing.Retry, "a dead leader is followed within 15 s, and one slow look is no fault");
        Assert.True(Timing.RenewDeadline >= 3 * Timing.Retry, "two renewals in a row may fail");
        Assert.True(Timing.Duration - Timing.RenewDeadline >= TimeSpan.FromSeconds(3), "a write that left before the fence fell has arrived before another leads");
    }

    [Fact]
    public async Task LeaderThatDies_IsFollowedWithinItsLeaseAndOneLook()
    {
        _leases.Put("dead", 4, (int)Timing.Duration.TotalSeconds);
        Stand();
        await _time.ArmedAsync(Timing.Retry);
        _time.Advance(TimeSpan.FromSeconds(1.5));
        _leases.Put("dead", 4, (int)Timing.Duration.TotalSeconds);
        var lastRenewal = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(0.5));
        var looks = (int)(Timing.Duration / Timing.Retry) - 1;
        for (var look = 0; look < looks; look++)
        {
            await _time.PassAsync(Timing.Retry);
        }

        await _time.ArmedAsync(Timing.Retry);
        _time.Advance(Timing.Retry);

        Assert.Equal(5UL, await _terms.Reader.ReadAsync().AsTask().WaitAsync(Patience));
        Assert.InRange(_time.GetUtcNow() - lastRenewal, Timing.Duration, Timing.Duration + Timing.Retry);
    }

    [Fact]
    public async Task LeaderThatIsStopped_IsFollowedAtTheNextLook()
    {
        var time = new ObservedTime();
        using var stop = new CancellationTokenSource();
        var led = Channel.CreateUnbounded<ulong>();
        var leading = Elect("first", time, led.Writer, stop.Token);
        var first = await led.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Stand();
        await _time.ArmedAsync(Timing.Retry);

        await stop.CancelAsync();
        await leading.WaitAsync(Patience);
        _time.Advance(Timing.Retry);

        Assert.Equal(first + 1, await _terms.Reader.ReadAsync().AsTask().WaitAsync(Patience));
        Assert.True(Timing.Retry <= TimeSpan.FromSeconds(2));
    }

    private void Stand() => _standby = Elect("standby", _time, _terms.Writer, _stop.Token);

    private Task Elect(string identity, ObservedTime time, ChannelWriter<ulong> terms, CancellationToken stop)
    {
        var lease = new LeaseClient(_leases, "canarymesh-system", "canarymesh-analyzer", identity, Timing, time);
        var elector = new LeaderElector(lease, new LeaseFence(Timing, time), Timing, time, NullLogger<LeaderElector>.Instance);
        return Task.Run(
            () => elector.RunAsync(
                async (term, lost) =>
                {
                    terms.TryWrite(term);
                    await Task.Delay(Timeout.InfiniteTimeSpan, lost);
                },
                stop),
            CancellationToken.None);
    }
}
