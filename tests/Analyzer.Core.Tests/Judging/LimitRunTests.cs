using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class LimitRunTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MetricCheck Rate = new("request-success-rate", CheckKind.SuccessRate, 99, null, TimeSpan.FromMinutes(1));
    private static readonly MetricCheck Duration = new("request-duration", CheckKind.RequestDuration, null, 500, TimeSpan.FromMinutes(1));
    private static readonly JudgeSettings Settings = new() { Limits = LimitReading.Evidence };

    [Theory]
    [InlineData(1, 15, false)]
    [InlineData(3, 300, false)]
    [InlineData(3, 15, false)]
    [InlineData(4, 15, true)]
    [InlineData(14, 300, true)]
    public void Failures_OfSoManyRequests_ShowTheLimitBrokenOrNot(long errors, long requests, bool isBroken) =>
        Assert.Equal(new(CheckLimit.Of(Rate)!, errors, requests, isBroken), Assert.Single(new LimitRun(Settings).Look(Noon, [Rate], [Block(errors, requests)])));

    [Theory]
    [InlineData(400, 0)]
    [InlineData(510, 0)]
    [InlineData(600, 20)]
    [InlineData(90_000, 20)]
    public void Successes_AboveTheBucketOfTheLimit_AreSlow(int milliseconds, long slow) =>
        Assert.Equal(new(CheckLimit.Of(Duration)!, slow, 100, slow > 0), Assert.Single(new LimitRun(Settings).Look(Noon, [Duration], [Block(0, 100, milliseconds)])));

    [Fact]
    public void BoundThatEveryRequestKeeps_IsNone()
    {
        MetricCheck[] ranges = [Rate with { Max = 100 }, Duration with { Min = 0 }];

        Assert.Equal([new(CheckLimit.Of(Rate)!, 14, 300, true), new(CheckLimit.Of(Duration)!, 58, 286, true)], new LimitRun(Settings).Look(Noon, ranges, [Block(14, 300, 600)]));
    }

    [Theory]
    [InlineData(SharedCause.Hold, 140, false)]
    [InlineData(SharedCause.Hold, 20, true)]
    [InlineData(SharedCause.Blame, 140, true)]
    public void LimitThatThePrimaryBreaksAsWell_ShowsNothingWhereThatIsShared(SharedCause cause, long primary, bool isBroken)
    {
        var run = new LimitRun(Settings with { SharedCause = cause });
        var block = Block(14, 300) with { Primary = new(2700, primary) };

        Assert.Equal(isBroken, run.Look(Noon, [Rate], [block]).Single().IsShownBroken);
        Assert.Equal(isBroken, new LimitRun(Settings with { SharedCause = cause }, run.Kept).Look(Noon, [Rate], []).Single().IsShownBroken);
    }

    [Fact]
    public void VersionAtItsLimit_LookedAtForAnHour_IsNotFoundBeyondIt()
    {
        var run = new LimitRun(Settings);

        Assert.All(Enumerable.Range(0, 360), look => Assert.False(run.Look(Noon.AddSeconds(10 * look), [Rate], [Block(look % 5 == 0 ? 1 : 0, 20)]).Single().IsShownBroken));
    }

    [Fact]
    public void VersionThatTurnsBad_AfterAGoodQuarterOfAnHour_IsFoundSoon()
    {
        var run = new LimitRun(Settings);
        Assert.All(Enumerable.Range(0, 90), look => Assert.False(run.Look(Noon.AddSeconds(10 * look), [Rate], [Block(0, 100)]).Single().IsShownBroken));

        Assert.Contains(Enumerable.Range(90, 6), look => run.Look(Noon.AddSeconds(10 * look), [Rate], [Block(5, 100)]).Single().IsShownBroken);
    }

    [Fact]
    public void AnotherLimit_BeginsAnew()
    {
        var run = new LimitRun(Settings);
        run.Look(Noon, [Rate], [Block(14, 300)]);

        Assert.Equal(new(CheckLimit.Of(Rate with { Min = 90 })!, 0, 0, false), Assert.Single(run.Look(Noon, [Rate with { Min = 90 }], [])));
    }

    [Fact]
    public void Kept_GoesOnFromThere()
    {
        var (first, at) = (new LimitRun(Settings), Noon.AddSeconds(90));
        first.Look(Noon, [Rate, Duration], [Block(2, 20, 600)]);
        first.Look(at, [Rate, Duration], []);

        var second = new LimitRun(Settings, first.Kept);

        Assert.Equal(first.Look(at, [Rate, Duration], [Block(1, 5)]), second.Look(at, [Rate, Duration], [Block(1, 5)]));
        Assert.Equal(first.Kept[0].Evidence.Logs, second.Kept[0].Evidence.Logs);
    }

    [Fact]
    public void Nothing_WhereWindowsAreChecksOrUsersAreDrawnOrThereIsNoLimit()
    {
        Assert.Empty(new LimitRun(new()).Look(Noon, [Rate], [Block(14, 300)]));
        Assert.Empty(new LimitRun(Settings with { Unit = SplitUnit.User }).Look(Noon, [Rate], [Block(14, 300)]));
        Assert.Empty(new LimitRun(Settings).Look(Noon, [Rate with { Max = 99.9 }, Duration with { Min = 1 }], [Block(14, 300)]));
        Assert.Empty(new LimitRun(Settings).Look(Noon, [Rate with { Min = 100 }, Rate with { Min = 0 }, Duration with { Max = null }, Rate with { Kind = CheckKind.Query }], [Block(14, 300)]));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void WarmUp_IsInAWindowOfTheDurationUntilItHasLeftIt(int seconds, bool isIn)
    {
        var run = new LimitRun(Settings);
        run.Look(Noon, [Rate, Duration], [], isWarmingUp: true);

        var found = run.Look(Noon.AddSeconds(seconds), [Rate, Duration], [Block(0, 20)]);

        Assert.Equal((false, isIn), (found[0].HasWarmUp, found[1].HasWarmUp));
        Assert.False(new LimitRun(Settings).Look(Noon, [Duration], []).Single().HasWarmUp);
    }

    // A fifth of the successes are as slow as that.
    private static Block Block(long errors, long requests, int milliseconds = 10)
    {
        var latency = new long[FineLatencyBuckets.Count];
        latency[FineLatencyBuckets.IndexOf(10_000)] = (requests - errors) * 4 / 5;
        latency[FineLatencyBuckets.IndexOf(milliseconds * 1000L)] += (requests - errors) - ((requests - errors) * 4 / 5);
        return new(10, new(requests, errors) { Latency = latency }, new(9 * requests, 0));
    }
}
