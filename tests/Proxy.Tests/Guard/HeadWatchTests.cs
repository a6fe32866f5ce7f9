using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Proxy.Tests.Guard;

public sealed class HeadWatchTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly SideCounter _counter = new();
    private readonly HeadWatch _watch;
    private readonly GuardTrial _trial;

    public HeadWatchTests()
    {
        _watch = new HeadWatch(_time);
        _trial = new GuardTrial("bbbb", GuardTerms.Usual, _ => { }, _time);
    }

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void Requests_ThatHang_AreCountedWhileTheyWaitAndEject()
    {
        var waits = Enumerable.Range(0, 5).Select(_ => Begin()).ToList();
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal((0, null), (_counter.Overdue, _trial.Alarm));

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((5, 5), (_counter.Overdue, _trial.Alarm?.CanaryFailed));
        Assert.All(waits, wait => Assert.Equal(Lateness.LateAndTold, wait.End()));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(5, _counter.Overdue);
    }

    [Fact]
    public void Head_InTime_IsNeverOverdue()
    {
        var wait = Begin();
        _time.Advance(TimeSpan.FromSeconds(9.9));

        Assert.Equal(Lateness.InTime, wait.End());
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((Lateness.InTime, 0), (wait.End(), _counter.Overdue));
    }

    [Fact]
    public void Head_LateBetweenTwoLooks_IsCountedOnceByItsRequest()
    {
        new HeadWait().Begin(_watch, new SideCounter(), null, onCanary: true);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        var wait = Begin();
        _time.Advance(TimeSpan.FromSeconds(0.4));
        for (var look = 0; look < 19; look++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }

        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(0, _counter.Overdue);

        Assert.Equal(Lateness.Late, wait.End());
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, _counter.Overdue);
    }

    [Theory]
    [InlineData(0.9, "InTime", 0)]
    [InlineData(1, "Late", 1)]
    [InlineData(9, "Late", 1)]
    [InlineData(11, "LateAndTold", 1)]
    public void Client_ThatLeaves_BlamesTheVersionOnceItHasWaited(double seconds, string lateness, int overdue)
    {
        var wait = Begin();
        _time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(lateness, wait.Leave().ToString());
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(overdue, _counter.Overdue);
    }

    [Fact]
    public void Client_ThatLeavesAfterTheHead_BlamesNobody()
    {
        var wait = Begin();
        wait.End();
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((Lateness.InTime, 0), (wait.Leave(), _counter.Overdue));
    }

    [Fact]
    public void Wait_UsedAgain_IsWatchedAgain()
    {
        var wait = Begin();
        _time.Advance(TimeSpan.FromSeconds(11));
        wait.End();
        for (var request = 0; request < 20; request++)
        {
            wait.Begin(_watch, _counter, null, onCanary: true);
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(Lateness.InTime, wait.End());
        }

        wait.Begin(_watch, _counter, null, onCanary: true);
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(2, _counter.Overdue);
    }

    [Fact]
    public void KeyedClient_IsLeftToItsRequest()
    {
        var wait = new HeadWait();
        wait.Begin(_watch, _counter, _trial.Watch(10, _ => 7), onCanary: true);
        _time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal((1, Lateness.Late), (_counter.Overdue, wait.End()));
    }

    [Fact]
    public void OverdueRequest_ThatEndsLater_KeepsItsOutcomeApart()
    {
        _counter.KeepFine();
        _counter.Begin(drawn: true);
        _counter.CountOverdue();
        _counter.End(Outcome.Success, 12_000_000, isOverdue: true);

        Assert.Equal((1, 1, 0, 1), (_counter.Ended, _counter.Of(Outcome.Success), _counter.InTime(Outcome.Success), _counter.OfOverdue(Outcome.Success)));
    }

    [Fact]
    public async Task ManyThreads_WithLooksBetween_LoseAndDoubleNothing()
    {
        var late = 0;
        var working = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var wait = new HeadWait();
            for (var request = 0; request < 5000; request++)
            {
                wait.Begin(_watch, _counter, null, onCanary: true);
                Thread.Yield();
                Interlocked.Add(ref late, wait.End() is Lateness.InTime ? 0 : 1);
            }
        })));
        while (!working.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(4));
        }

        await working;
        Assert.Equal(late, _counter.Overdue);
    }

    private HeadWait Begin()
    {
        var wait = new HeadWait();
        wait.Begin(_watch, _counter, _trial.Watch(10, null), onCanary: true);
        return wait;
    }
}
