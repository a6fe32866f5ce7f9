using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

/// <summary>The rows of the table of three voices, and the holds.</summary>
public class StrictestVoiceTests
{
    [Fact]
    public void Decide_PassedAndProven_AdvancesBetweenTicks() =>
        Is(Ruling.Advance, RulingReason.ShownSafe, Heard.Strict, Heard.At(Heard.Between, Verdict.Passed, ComparisonVoice.Proven));

    [Fact]
    public void Decide_PassedAndProvenByTheClock_WaitsForTheTick()
    {
        Is(Ruling.Stay, RulingReason.StepRunning, Heard.Flagger, Heard.At(Heard.Between, Verdict.Passed, ComparisonVoice.Proven));
        Is(Ruling.Advance, RulingReason.ShownSafe, Heard.Flagger, Heard.At(Heard.Tick, Verdict.Passed, ComparisonVoice.Proven));
    }

    [Fact]
    public void Decide_ProvenBeforeTheDwell_Stays() => Is(
        Ruling.Stay, RulingReason.StepRunning, Heard.Strict, Heard.At(Heard.Between with { Age = TimeSpan.FromSeconds(9.9) }, Verdict.Passed, ComparisonVoice.Proven));

    [Fact]
    public void Decide_ProvenBeforeAnyLook_AsksForOne() =>
        Is(Ruling.Stay, RulingReason.ChecksNotAsked, Heard.Strict, Heard.At(Heard.Between, null, ComparisonVoice.Proven));

    [Fact]
    public void Decide_PassedAndNothingYet_AdvancesAtTheTickAlone()
    {
        Is(Ruling.Advance, RulingReason.NotShownBad, Heard.Strict, Heard.At(Heard.Tick, Verdict.Passed, ComparisonVoice.Unknown));
        Is(Ruling.Stay, RulingReason.StepRunning, Heard.Strict, Heard.At(Heard.Between, Verdict.Passed, ComparisonVoice.Unknown));
    }

    [Fact]
    public void Decide_ATickOfAYoungStep_Stays() => Is(
        Ruling.Stay, RulingReason.StepRunning, Heard.Strict, Heard.At(Heard.Tick with { Age = TimeSpan.FromSeconds(59) }, Verdict.Passed, ComparisonVoice.Unknown));

    [Fact]
    public void Decide_PassedAndSuspicious_Holds() =>
        Is(Ruling.Hold, RulingReason.Suspicious, Heard.Strict, Heard.At(Heard.Tick, Verdict.Passed, ComparisonVoice.Suspicious));

    [Theory]
    [InlineData(null)]
    [InlineData(Verdict.Passed)]
    [InlineData(Verdict.Inconclusive)]
    [InlineData(Verdict.Errored)]
    [InlineData(Verdict.Failed)]
    public void Decide_AnyCheckAndWorse_RollsBackAtOnce(Verdict? verdict) =>
        Is(Ruling.RollBack, RulingReason.Comparison, Heard.Strict, Heard.At(Heard.Between with { Age = TimeSpan.Zero }, verdict, ComparisonVoice.Worse));

    [Fact]
    public void Decide_FailedBelowTheThreshold_HoldsAndCounts()
    {
        var decision = Is(Ruling.Hold, RulingReason.CheckFailed, Heard.Strict, Heard.At(Heard.Tick, Verdict.Failed, ComparisonVoice.Proven, failedBefore: 3));

        Assert.True(decision.CountsAsFailed);
    }

    [Fact]
    public void Decide_FailedBetweenTicks_HoldsAndIsNotCountedAgain()
    {
        var decision = Is(Ruling.Hold, RulingReason.CheckFailed, Heard.Strict, Heard.At(Heard.Between, Verdict.Failed, ComparisonVoice.Unknown, failedBefore: 4));

        Assert.False(decision.CountsAsFailed);
    }

    [Theory]
    [InlineData(ComparisonVoice.Proven)]
    [InlineData(ComparisonVoice.Unknown)]
    [InlineData(ComparisonVoice.Suspicious)]
    public void Decide_FailedAtTheThreshold_RollsBack(ComparisonVoice comparison) =>
        Is(Ruling.RollBack, RulingReason.ChecksFailed, Heard.Strict, Heard.At(Heard.Tick, Verdict.Failed, comparison, failedBefore: 4));

    [Theory]
    [InlineData(ComparisonVoice.Proven)]
    [InlineData(ComparisonVoice.Unknown)]
    public void Decide_ThePrimaryFailsToo_HoldsAndBlamesNobody(ComparisonVoice comparison)
    {
        var decision = Is(
            Ruling.Hold, RulingReason.PrimaryFailsToo, Heard.Strict, Heard.At(Heard.Tick, Verdict.Failed, comparison, failedBefore: 4, primaryFails: true));

        Assert.False(decision.CountsAsFailed);
    }

    [Fact]
    public void Decide_ThePrimaryFailsTooByFlaggersRule_RollsBack() => Is(
        Ruling.RollBack, RulingReason.ChecksFailed, Heard.Flagger, Heard.At(Heard.Tick, Verdict.Failed, ComparisonVoice.Proven, failedBefore: 4, primaryFails: true));

    [Fact]
    public void Decide_ThePrimaryFailsTooUnderSuspicion_Counts() => Assert.True(StrictestVoice.Decide(
        Heard.Strict, Heard.At(Heard.Tick, Verdict.Failed, ComparisonVoice.Suspicious, primaryFails: true)).CountsAsFailed);

    [Theory]
    [InlineData(false, Ruling.RollBack, RulingReason.ChecksFailed)]
    [InlineData(true, Ruling.Hold, RulingReason.PrimaryFailsToo)]
    public void Decide_FailedAndShown_WaitsForNoThreshold(bool primaryFails, Ruling ruling, RulingReason reason)
    {
        var heard = Heard.At(Heard.Tick, Verdict.Failed, ComparisonVoice.Unknown, primaryFails: primaryFails);

        Is(ruling, reason, Heard.Strict, heard with { Checks = heard.Checks with { IsShown = true } });
    }

    [Theory]
    [InlineData(Verdict.Inconclusive, RulingReason.CheckInconclusive)]
    [InlineData(Verdict.Errored, RulingReason.CheckErrored)]
    public void Decide_NoAnswer_HoldsAndIsNoFailure(Verdict verdict, RulingReason reason)
    {
        var decision = Is(Ruling.Hold, reason, Heard.Strict, Heard.At(Heard.Tick, verdict, ComparisonVoice.Proven, failedBefore: 4));

        Assert.False(decision.CountsAsFailed);
    }

    [Fact]
    public void Decide_NothingToCompare_IsNeverAPass() =>
        Is(Ruling.Hold, RulingReason.NothingToCompare, Heard.Strict, Heard.At(Heard.Tick, Verdict.Passed, ComparisonVoice.Silent));

    [Fact]
    public void Decide_AnUnseenShareOrASplitAlarm_Holds()
    {
        var voices = Heard.At(Heard.Tick, Verdict.Passed, ComparisonVoice.Proven);

        Is(Ruling.Hold, RulingReason.ShareNotObserved, Heard.Strict, voices with { IsShareObserved = false });
        Is(Ruling.Hold, RulingReason.SplitAlarm, Heard.Strict, voices with { IsSplitAlarm = true });
    }

    [Theory]
    [InlineData(GuardVoice.Alone, Ruling.Advance, RulingReason.ShownSafe)]
    [InlineData(GuardVoice.Several, Ruling.Hold, RulingReason.GuardAlarm)]
    [InlineData(GuardVoice.All, Ruling.RollBack, RulingReason.TotalFailure)]
    public void Decide_GuardAlarms_WeighByTheirNumber(GuardVoice guard, Ruling ruling, RulingReason reason)
    {
        var decision = Is(ruling, reason, Heard.Strict, Heard.At(Heard.Tick, Verdict.Passed, ComparisonVoice.Proven) with { Guard = guard });

        Assert.Equal(guard is GuardVoice.Alone, decision.IsLocalTrouble);
    }

    [Fact]
    public void Decide_Advisory_SaysWhatStrictWouldDoAndDoesItNot()
    {
        var decision = Is(
            Ruling.Advance, RulingReason.NotShownBad, Heard.Strict with { Mode = JudgeMode.Advisory }, Heard.At(Heard.Tick, Verdict.Passed, ComparisonVoice.Worse));

        Assert.Equal((Ruling.RollBack, RulingReason.Comparison), (decision.Advice!.Ruling, decision.Advice.Reason));
    }

    [Theory]
    [InlineData(JudgeMode.Advisory, Ruling.RollBack)]
    [InlineData(JudgeMode.Off, Ruling.Advance)]
    public void Decide_TotalFailure_IsActedOnUnlessOff(JudgeMode mode, Ruling ruling) => Assert.Equal(ruling, StrictestVoice.Decide(
        Heard.Strict with { Mode = mode }, Heard.At(Heard.Tick, Verdict.Passed, ComparisonVoice.Unknown) with { Guard = GuardVoice.All }).Ruling);

    [Fact]
    public void Decide_SeveralReasons_NamesThemAll() => Assert.Equal(
        [RulingReason.Suspicious, RulingReason.CheckErrored, RulingReason.SplitAlarm],
        StrictestVoice.Decide(Heard.Strict, Heard.At(Heard.Tick, Verdict.Errored, ComparisonVoice.Suspicious) with { IsSplitAlarm = true }).Reasons);

    private static Decision Is(Ruling ruling, RulingReason reason, JudgeSettings settings, Voices voices)
    {
        var decision = StrictestVoice.Decide(settings, voices);
        Assert.Equal((ruling, reason), (decision.Ruling, decision.Reason));
        return decision;
    }
}
