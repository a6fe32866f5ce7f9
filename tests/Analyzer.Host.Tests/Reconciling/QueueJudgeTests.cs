using CanaryMesh.Analyzer.Reconciling;

namespace CanaryMesh.Analyzer.Host.Tests.Reconciling;

public sealed class QueueJudgeTests
{
    private readonly QueueJudge<string> _judge = new(new QueueTiming
    {
        FirstBackOff = TimeSpan.FromSeconds(1),
        LongestBackOff = TimeSpan.FromSeconds(6),
    });

    [Fact]
    public void Add_Twice_WaitsOnceAtTheEarlierTime()
    {
        _judge.Add("a", At(5));
        _judge.Add("a", At(2));
        _judge.Add("a", At(9));

        Assert.Equal(At(2), _judge.NextDue());
        Assert.Equal(["a"], Release(At(100)));
    }

    [Fact]
    public void Release_BeforeItsTime_GivesNothing()
    {
        _judge.Add("a", At(5));

        Assert.Empty(Release(At(4)));
    }

    [Fact]
    public void Release_ComesInOrderOfTime()
    {
        _judge.Add("late", At(5));
        _judge.Add("early", At(2));

        Assert.Equal(["early", "late"], Release(At(6)));
    }

    [Fact]
    public void Add_WhileReady_ChangesNothing()
    {
        Run("a", At(0), start: false);

        _judge.Add("a", At(0));

        Assert.Empty(Release(At(100)));
    }

    [Fact]
    public void Add_WhileRunning_RunsAgainAfter()
    {
        Run("a", At(0));
        _judge.Add("a", At(1));
        Assert.Empty(Release(At(100)));

        _judge.Finish("a", ReconcileOutcome.Settled, At(2), 1);

        Assert.Equal(["a"], Release(At(2)));
    }

    [Fact]
    public void Finish_After_WaitsThatLongUnlessAskedEarlier()
    {
        Run("a", At(0));
        _judge.Add("a", At(3));

        _judge.Finish("a", new ReconcileOutcome.After(TimeSpan.FromSeconds(10)), At(1), 1);

        Assert.Equal(At(3), _judge.NextDue());
        Assert.Equal(["a"], Release(At(20)));
    }

    [Fact]
    public void Finish_Done_ForgetsTheKey()
    {
        Run("a", At(0));

        _judge.Finish("a", ReconcileOutcome.Settled, At(1), 1);

        Assert.Equal((0, null), (_judge.Count, _judge.NextDue()));
    }

    [Fact]
    public void Finish_Retry_BacksOffUpToTheLongest()
    {
        var now = At(0);
        _judge.Add("a", now);
        List<double> delays = [];
        for (var run = 0; run < 5; run++)
        {
            Assert.Equal(["a"], Release(now));
            _judge.Start("a");
            _judge.Finish("a", new ReconcileOutcome.Retry("no"), now, 1);
            delays.Add((_judge.NextDue()!.Value - now).TotalSeconds);
            now = _judge.NextDue()!.Value;
        }

        Assert.Equal([1, 2, 4, 6, 6], delays);
    }

    [Theory]
    [InlineData(1.0, new[] { 50.0, 100, 200, 400, 800, 1000, 1000 })]
    [InlineData(0.0, new[] { 25.0, 50, 100, 200, 400, 500, 500 })]
    public void Finish_Conflict_ComesBackAtOnceAndThenEverLaterUpToASecond(double draw, double[] milliseconds)
    {
        var now = At(0);
        _judge.Add("a", now);
        foreach (var delay in milliseconds)
        {
            Assert.Equal(["a"], Release(now));
            _judge.Start("a");
            _judge.Finish("a", new ReconcileOutcome.Conflict(), now, draw);
            Assert.Equal(delay, (_judge.NextDue()!.Value - now).TotalMilliseconds);
            now = _judge.NextDue()!.Value;
        }

        Assert.Equal(0, _judge.Failures("a"));
    }

    [Fact]
    public void Finish_AfterAnyOtherEnd_ConflictsAreForgotten()
    {
        Run("a", At(0));
        _judge.Finish("a", new ReconcileOutcome.Conflict(), At(0), 1);
        Run("a", At(1));
        _judge.Finish("a", ReconcileOutcome.Settled, At(1), 1);
        Run("a", At(2));

        _judge.Finish("a", new ReconcileOutcome.Conflict(), At(2), 1);

        Assert.Equal(At(2.05), _judge.NextDue());
    }

    [Fact]
    public void Finish_AfterSuccess_FailuresAreForgotten()
    {
        Run("a", At(0));
        _judge.Finish("a", new ReconcileOutcome.Retry("no"), At(0), 1);
        Run("a", At(1));

        _judge.Finish("a", ReconcileOutcome.Settled, At(1), 1);

        Assert.Equal(0, _judge.Failures("a"));
    }

    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(1.0, 1.0)]
    public void BackOff_Draw_SpreadsOverTheUpperHalf(double draw, double seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds), BackOff.After(1, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), draw));

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private void Run(string key, TimeSpan now, bool start = true)
    {
        _judge.Add(key, now);
        Assert.Equal([key], Release(now));
        if (start)
        {
            _judge.Start(key);
        }
    }

    private List<string> Release(TimeSpan now)
    {
        List<string> keys = [];
        while (_judge.TryRelease(now, out var key))
        {
            keys.Add(key);
        }

        return keys;
    }
}
