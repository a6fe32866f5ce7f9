using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class CountHistoryTests
{
    private static readonly RolloutKey Key = new("shop", "web");
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly CountHistory _history = new();

    [Fact]
    public void Window_HoldsWhatCameWithinItAlone()
    {
        for (var second = 0; second <= 120; second += 2)
        {
            // A hundred failures in the first half minute, and good ones ever since.
            Record(second, success: second * 10, failed: Math.Min(second * 4, 100));
        }

        var counts = _history.Within(Key, At(120), Minute)!;

        Assert.Equal((600, 600, 100.0), (counts.Success, counts.Total, counts.SuccessRate));
    }

    [Fact]
    public void Window_LongerThanTheTrial_IsTheTrial()
    {
        Record(0, 0, 0);
        Record(10, 90, 10);

        Assert.Equal(90, _history.Within(Key, At(10), Minute)!.SuccessRate);
    }

    [Fact]
    public void NothingCounted_HasNoNumbers()
    {
        Record(0, 0, 0);
        var counts = _history.Within(Key, At(0), Minute)!;

        Assert.Equal(((double?)null, (double?)null), (counts.SuccessRate, counts.P99));
        Assert.Null(_history.Within(new("shop", "other"), At(0), Minute));
    }

    [Fact]
    public void OtherVersionsAndSides_AreNotCounted()
    {
        _history.Record(Key, "abc", Start, [Counts("abc", Wire.Side.Primary, 5, 0), Counts("old", Wire.Side.Canary, 7, 0), Counts("abc", Wire.Side.Canary, 2, 0)], Minute);

        Assert.Equal(2, _history.Within(Key, Start, Minute)!.Total);
    }

    [Fact]
    public void Window_KnowsWhatWasSentToEitherSide()
    {
        _history.Record(Key, "abc", At(0), [Counts("abc", Wire.Side.Canary, 5, 0), Counts("old", Wire.Side.Primary, 100, 0)], Minute);
        _history.Record(Key, "abc", At(60), [Drawn(9, 7), Counts("old", Wire.Side.Primary, 110, 3), Counts("older", Wire.Side.Primary, 2, 0)], Minute);

        var counts = _history.Within(Key, At(60), Minute)!;

        Assert.Equal((9, 15), (counts.Seen, counts.Primary));
    }

    [Fact]
    public void NextVersion_AndNextTerm_BeginAnew()
    {
        Record(0, 100, 0);
        Record(60, 200, 0);
        Record(70, 30, 0);
        var term = _history.Within(Key, At(70), TimeSpan.FromSeconds(5))!.Total;
        _history.Record(Key, "def", At(71), [Counts("def", Wire.Side.Canary, 3, 0)], Minute);

        Assert.Equal((30, 3), (term, _history.Within(Key, At(71), Minute)!.Total));
    }

    [Fact]
    public void SameVersion_TriedAgain_IsNotJudgedByItsFirstTrial()
    {
        _history.Record(Key, "abc", At(0), [Counts("abc", Wire.Side.Canary, 10, 90)], Minute, isBefore: true);
        _history.Record(Key, "abc", At(5), [Counts("abc", Wire.Side.Canary, 10, 90)], Minute, isBefore: true);
        Record(15, 60, 90);

        Assert.Equal((50, 100.0), (_history.Within(Key, At(15), Minute)!.Total, _history.Within(Key, At(15), Minute)!.SuccessRate));
    }

    [Fact]
    public void Analysis_BegunAgain_IsNotJudgedByWhatCameBefore()
    {
        Record(0, 0, 0);
        Record(30, 10, 90);
        _history.Record(Key, "abc", At(40), [Counts("abc", Wire.Side.Canary, 10, 90)], Minute, isBefore: true);
        Record(60, 60, 90);

        Assert.Equal((50, 100.0), (_history.Within(Key, At(60), Minute)!.Total, _history.Within(Key, At(60), Minute)!.SuccessRate));
    }

    [Fact]
    public void WhatAProxyKeepsApartNoMore_AndWhatWasDrawnForAnEarlierLeader_AreNotCountedAgain()
    {
        var (ledger, asked) = (new CountLedger(), new PolicyId(2, 9));
        ledger.Fold("p1", [Row(new() { Term = 1, Revision = 4 }, 500), Row(new() { Term = 2, Revision = 1 }, 100)]);
        Observe(0);
        ledger.Fold("p1", [Row(new(), 600), Row(new() { Term = 2, Revision = 9 }, 7)]);
        Observe(10);

        Assert.Equal((7, 107), (_history.Within(Key, At(10), TimeSpan.FromSeconds(10))!.Total, _history.Within(Key, At(10), Minute)!.Total));

        void Observe(int second) => _history.Record(Key, "abc", At(second), new BoardObservation { Asked = asked, Counts = ledger.Totals }.Own, Minute);
        static Wire.SideCounts Row(Wire.PolicyId policy, ulong failed) => new() { Side = Wire.Side.Canary, Version = "abc", EffectiveWeight = 10, Policy = policy, Drawn = failed, Ended = failed, ServerError = failed };
    }

    [Theory]
    [InlineData(new[] { 10_000L }, 9.94)]
    [InlineData(new[] { 1_000_000_000L }, 49152)]
    public void P99_IsWithinItsBucket(long[] microseconds, double p99)
    {
        var latency = new long[Api.Names.LatencyBuckets.Count];
        foreach (var each in microseconds)
        {
            latency[Api.Names.LatencyBuckets.IndexOf(each)] += 100;
        }

        Assert.InRange(new CanaryCounts(0, 0, latency).P99!.Value, p99 * 0.7, p99 * 1.4);
    }

    private void Record(int second, long success, long failed) => _history.Record(Key, "abc", At(second), [Counts("abc", Wire.Side.Canary, success, failed)], Minute);

    private static DateTimeOffset At(int second) => Start.AddSeconds(second);

    private static SideCounts Drawn(long drawn, long ended)
    {
        var cells = new long[SideCounts.CellCount];
        (cells[0], cells[1]) = (drawn, ended);
        return new(new(Wire.Side.Canary, Wire.Route.Split, "abc", PolicyId.None, 10), cells);
    }

    private static SideCounts Counts(string version, Wire.Side side, long success, long failed)
    {
        var cells = new long[SideCounts.CellCount];
        (cells[1], cells[3], cells[4]) = (success + failed, success, failed);
        return new(new(side, Wire.Route.Split, version, PolicyId.None, 10), cells);
    }
}
