using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Api.Evidence;
using static CanaryMesh.Analyzer.Core.Tests.Judging.Looks;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class ComparisonRunTests
{
    [Fact]
    public void Look_ADeadCanary_IsWorseAfterFourFailures()
    {
        var run = Run();
        var readings = Enumerable.Range(1, 6).Select(second => run.Look(Input(second, Failed(1, 9)))).ToList();

        Assert.Equal(4, readings.FindIndex(reading => reading.Voice is ComparisonVoice.Worse) + 1);
        Assert.Equal(["errors"], readings[^1].Causes.Names);
    }

    [Fact]
    public void Look_Errors_IsTheGoldenEvidenceByHalf()
    {
        var settings = Settings with { Errors = Margin.None };
        var evidence = new Evidence(StakeGrid.Harm, Margin.None);
        evidence.Add(3, 0, 6, 54);

        var reading = Run(settings).Look(Input(1, Block(3, 0, 6, 54)));

        Assert.Equal(evidence.LogValue, reading.Metrics[0].LogEvidence, 12);
        Assert.Equal(Math.Log((0.5 * Math.Exp(evidence.LogValue)) + 0.5), reading.LogEvidence, 12);
    }

    [Fact]
    public void Look_WorseOnce_StaysWorse()
    {
        var run = Run();
        run.Look(Input(1, Failed(20, 0)));

        Assert.Equal(ComparisonVoice.Worse, run.Look(Input(2, Block(0, 500, 1000, 9000))).Voice);
    }

    [Fact]
    public void Look_BothSidesFailing_IsNotWorse() =>
        Assert.True(Play(new(1, 0.5, 0.5), seconds: 120, requestsPerSecond: 50).LogEvidence < Math.Log(10));

    [Fact]
    public void Look_AGoodVersion_IsProven() => Assert.Equal(ComparisonVoice.Proven, Play(new(2, 0.001, 0.001), seconds: 120, requestsPerSecond: 200).Voice);

    [Fact]
    public void Look_ASlowVersion_IsWorseByItsLatency()
    {
        var reading = Play(new(3, 0, 0) { Slower = 2 }, seconds: 60, requestsPerSecond: 100);

        Assert.Equal(ComparisonVoice.Worse, reading.Voice);
        Assert.StartsWith("p", reading.Causes.Names[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Look_ANewStep_ProvesAnew()
    {
        var run = Run();
        Play(run, new(4, 0.001, 0.001), seconds: 120, requestsPerSecond: 200);
        var next = run.Look(new LookInput(Traffic.Start.AddSeconds(121), 20, new(1, 2), []));

        Assert.Equal(ComparisonVoice.Silent, next.Voice);
        Assert.Equal(0, next.Metrics[0].LogProof!.Value, 9);
        Assert.Equal(3, run.State.Errors!.Starts);
    }

    [Fact]
    public void Look_CountsOfAnEarlierStep_ProveNothingAtThisOne()
    {
        var reading = Run().Look(Input(1, Block(0, 0, 5000, 45000) with { IsOfStep = false }));

        Assert.Equal(0, reading.Metrics[0].LogProof!.Value, 9);
        Assert.Equal(ComparisonVoice.Silent, reading.Voice);
    }

    [Fact]
    public void Look_OnceAMinute_BringsStakeIntoPlay()
    {
        var run = Run();
        run.Look(Input(59, []));
        Assert.Equal(1, run.State.Errors!.Starts);

        run.Look(Input(185, []));
        Assert.Equal(4, run.State.Errors!.Starts);
        Assert.All(run.State.Levels, level => Assert.Equal(4, level.Starts));
    }

    [Fact]
    public void Look_AnotherShareThanTheWeight_AlarmsAndComparesByCounts()
    {
        var run = Run();
        var reading = Play(run, new(5, 0.01, 0.01) { RealShare = 0.2 }, seconds: 60, requestsPerSecond: 100);

        Assert.True(reading.IsSplitAlarm);
        Assert.Equal(Exposure.Counted, run.Exposure);
        Assert.NotEqual(ComparisonVoice.Worse, reading.Voice);
        Assert.Equal(Exposure.Counted, run.State.Exposure);
        Assert.True(run.State.EvidenceSince > Traffic.Start);
    }

    [Fact]
    public void Look_TheShareThatTheWeightSays_DoesNotAlarm() =>
        Assert.False(Play(new(6, 0.01, 0.01), seconds: 120, requestsPerSecond: 100).IsSplitAlarm);

    [Fact]
    public void Look_BlocksOfTheOtherExposure_AddNothing()
    {
        var run = Run();
        run.Look(Input(1, Failed(50, 0) with { Exposure = Exposure.Counted }));

        Assert.Empty(run.State.Strata);
    }

    [Fact]
    public void Look_MoreErrorsThanChance_IsSuspiciousAtTheTickAlone()
    {
        var run = Run();
        var block = Block(3, 2, 60, 540);

        Assert.NotEqual(ComparisonVoice.Suspicious, run.Look(Input(1, block)).Voice);
        Assert.Equal(ComparisonVoice.Suspicious, run.Look(Input(2, []) with { IsTick = true }).Voice);
    }

    [Theory]
    [InlineData(2, 100, true)]
    [InlineData(2, 10_000, false)]
    [InlineData(2, 1_000_000, false)]
    public void Look_FewErrorsBesideAFlawlessPrimary_AreNoSuspicionOnceTheyAreTolerated(long errors, long requests, bool isSuspicious) =>
        Assert.Equal(isSuspicious, Run().Look(Input(1, Block(errors, 0, requests, 9 * requests)) with { IsTick = true }).Voice is ComparisonVoice.Suspicious);

    [Fact]
    public void Look_OneSideAlone_IsSilent() => Assert.Equal(
        ComparisonVoice.Silent, Run().Look(Input(1, Counted.Only([Counted.Primary(Counted.Good(50))]))).Voice);

    [Fact]
    public void Look_StickyUsersWithoutACountOfThem_IsNeverWorse()
    {
        var settings = Settings with { Unit = SplitUnit.User };
        var rules = BlockRules.Of(settings, Exposure.Drawn, 10, Policy, isWarmingUp: false);
        var blocks = Blocks.Of([Counted.Canary(new() { Drawn = 50, ServerError = 50 }), Counted.Primary(Counted.Good(450))], rules).Closed;

        Assert.Equal(ComparisonVoice.Unknown, Run(settings).Look(new(Traffic.Start, 10, Policy, blocks)).Voice);
    }

    [Fact]
    public void Look_StickyUsersOfWhomNobodyIsDrawn_AreNotSilent() =>
        Assert.Equal(ComparisonVoice.Unknown, Run(Settings with { Unit = SplitUnit.User }).Look(new(Traffic.Start, 10, Policy, [])).Voice);

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Look_AWeightAtWhichNothingIsDrawn_SaysNothing(int weight) =>
        Assert.Equal(ComparisonVoice.Unknown, Run().Look(new(Traffic.Start, weight, Policy, [])).Voice);

    [Fact]
    public void Look_IdenticalVersionsManyTimes_IsNotWorse() => Assert.All(
        Enumerable.Range(100, 20), seed => Assert.NotEqual(ComparisonVoice.Worse, Play(new(seed, 0.05, 0.05), seconds: 300, requestsPerSecond: 10).Voice));

    [Fact]
    public void Look_ABlockInTwoParts_IsTheSameEvidence()
    {
        var (whole, parts) = (Run(), Run());
        var reading = whole.Look(Input(2, Block(4, 6, 100, 900)));
        parts.Look(Input(1, Block(1, 6, 30, 500)));

        Assert.Equal(reading.LogEvidence, parts.Look(Input(2, Block(3, 0, 70, 400))).LogEvidence, 9);
    }

    [Fact]
    public void Look_AfterYears_TakesNoLonger() => Assert.InRange(RunAt(TimeSpan.FromDays(2000)).State.Errors!.Starts, 2000, 2048);

    private static ComparisonRun RunAt(TimeSpan age)
    {
        var run = Run();
        run.Look(new(Traffic.Start + age, 10, Policy, [Block(0, 0, 10, 90)]));
        return run;
    }
}
