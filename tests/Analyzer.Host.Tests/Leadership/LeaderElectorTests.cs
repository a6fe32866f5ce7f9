using System.Threading.Channels;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Leadership;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Analyzer.Host.Tests.Leadership;

public sealed class LeaderElectorTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Odd, so that no limit of a call is as long as the retry that the tests wait for.
    private static readonly LeaseTiming Timing = new() { Duration = TimeSpan.FromSeconds(15), RenewDeadline = TimeSpan.FromSeconds(11) };
    private readonly ObservedTime _time = new();
    private readonly FakeLeases _leases = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<(ulong Term, CancellationToken Lost)> _terms = Channel.CreateUnbounded<(ulong, CancellationToken)>();
    private LeaderElector _elector = null!;
    private LeaseFence _fence = null!;
    private Task _running = Task.CompletedTask;

    public Task InitializeAsync()
    {
        var lease = new LeaseClient(_leases, "canarymesh-system", "canarymesh-analyzer", "me", Timing, _time);
        _fence = new LeaseFence(Timing, _time);
        _elector = new LeaderElector(lease, _fence, Timing, _time, NullLogger<LeaderElector>.Instance);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Patience);
    }

    public void Dispose()
    {
        _stop.Dispose();
    }

    [Fact]
    public async Task Lease_Absent_IsCreatedInTermOne()
    {
        Start();

        Assert.Equal(1UL, (await NextTermAsync()).Term);
        Assert.Equal("me", (string?)_leases.Spec!["holderIdentity"]);
    }

    [Fact]
    public async Task Lease_AbsentAfterAReinstallation_BeginsAheadOfAnyFormerTerm()
    {
        _time.Advance(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) - _time.GetUtcNow());
        Start();

        Assert.InRange((await NextTermAsync()).Term, 100_000_000UL, (ulong)int.MaxValue);
    }

    [Fact]
    public async Task Lease_WithoutHolder_IsTakenInTheNextTerm()
    {
        _leases.Put("", 4);

        Start();

        Assert.Equal(5UL, (await NextTermAsync()).Term);
    }

    [Fact]
    public async Task Lease_OfAnother_IsTakenOnlyAfterItStoodStillForItsDuration()
    {
        _leases.Put("other", 4);
        Start();
        for (var passed = 0; passed < 7; passed++)
        {
            await _time.PassAsync(Timing.Retry);
        }

        // Fourteen seconds have passed: the next look is when the fifteen are over.
        await _time.ArmedAsync(TimeSpan.FromSeconds(1));
        Assert.False(_elector.IsLeader);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(5UL, (await NextTermAsync()).Term);
    }

    [Fact]
    public async Task Lease_OfAnotherThatRenews_IsNeverTaken()
    {
        _leases.Put("other", 4);
        Start();
        for (var passed = 0; passed < 20; passed++)
        {
            await _time.ArmedAsync(Timing.Retry);
            _leases.Put("other", 4);
            _time.Advance(Timing.Retry);
        }

        await _time.ArmedAsync(Timing.Retry);
        Assert.False(_elector.IsLeader);
    }

    [Fact]
    public async Task Start_WithTheServerDown_IsTriedAgain()
    {
        _leases.Failure = KubeResult.NoAnswer("refused");
        Start();
        await _time.PassAsync(Timing.Retry);
        await _time.ArmedAsync(Timing.Retry);

        _leases.Failure = null;
        _time.Advance(Timing.Retry);

        Assert.Equal(1UL, (await NextTermAsync()).Term);
    }

    [Fact]
    public async Task Renewal_FailingWithinTheDeadline_KeepsTheTerm()
    {
        Start();
        var term = await NextTermAsync();
        await _time.ArmedAsync(Timing.Retry);
        _leases.Failure = new KubeResult(500, null, "InternalError", "");
        _time.Advance(Timing.Retry);
        await _time.PassAsync(Timing.Retry);
        await _time.ArmedAsync(Timing.Retry);

        _leases.Failure = null;
        _time.Advance(Timing.Retry);

        await _time.ArmedAsync(Timing.Retry);
        Assert.False(term.Lost.IsCancellationRequested);
        Assert.True(_elector.IsLeader);
    }

    [Fact]
    public async Task Renewal_FailingPastTheDeadline_LosesTheTermAndRegainsAnother()
    {
        Start();
        var term = await NextTermAsync();
        await _time.ArmedAsync(Timing.Retry);
        _leases.Failure = KubeResult.NoAnswer("refused");
        for (var passed = 0; passed < 5; passed++)
        {
            _time.Advance(Timing.Retry);
            await _time.ArmedAsync(Timing.Retry);
        }

        Assert.False(term.Lost.IsCancellationRequested);
        _time.Advance(Timing.Retry);
        await EndAsync(term.Lost);
        _leases.Failure = null;
        await _time.PassAsync(Timing.Retry);

        Assert.Equal(2UL, (await NextTermAsync()).Term);
    }

    [Fact]
    public async Task Lease_TakenByAnother_EndsTheTermAtTheNextRenewal()
    {
        Start();
        var term = await NextTermAsync();
        await _time.ArmedAsync(Timing.Retry);

        _leases.Put("other", 2);
        _time.Advance(Timing.Retry);

        await EndAsync(term.Lost);
    }

    [Fact]
    public async Task Renewal_WhoseAnswerWasLost_KeepsTheTerm()
    {
        Start();
        var term = await NextTermAsync();
        await _time.ArmedAsync(Timing.Retry);
        _leases.LoseNextAnswer = true;
        _time.Advance(Timing.Retry);

        await _time.PassAsync(Timing.Retry);
        await _time.ArmedAsync(Timing.Retry);

        Assert.False(term.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Stop_ReleasesTheLeaseAndKeepsItsTerm()
    {
        Start();
        await NextTermAsync();

        await _stop.CancelAsync();
        await _running.WaitAsync(Patience);

        Assert.False(_leases.Spec!.ContainsKey("holderIdentity"));
        Assert.Equal("1", _leases.Spec["leaseTransitions"]!.ToJsonString());
    }

    [Fact]
    public async Task Fence_StandsWhileTheLeaseIsRenewed_AndFallsWithoutATurnOfOurs()
    {
        Start();
        await NextTermAsync();
        for (var passed = 0; passed < 10; passed++)
        {
            await _time.PassAsync(Timing.Retry);
        }

        await _time.ArmedAsync(Timing.Retry);
        Assert.True(_fence.Stands);
        _leases.Failure = KubeResult.NoAnswer("refused");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_fence.Stands);
    }

    [Fact]
    public async Task Fence_AfterTheTerm_IsDown()
    {
        Start();
        await NextTermAsync();
        await _stop.CancelAsync();
        await _running.WaitAsync(Patience);

        Assert.False(_fence.Stands);
    }

    private static async Task EndAsync(CancellationToken lost)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lost.Register(ended.SetResult);
        await ended.Task.WaitAsync(Patience, CancellationToken.None);
    }

    private void Start() => _running = Task.Run(() => _elector.RunAsync(LeadAsync, _stop.Token));

    private async Task LeadAsync(ulong term, CancellationToken lost)
    {
        _terms.Writer.TryWrite((term, lost));
        await Task.Delay(Timeout.InfiniteTimeSpan, lost);
    }

    private async Task<(ulong Term, CancellationToken Lost)> NextTermAsync() =>
        await _terms.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
