using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class DecisionSentenceTests
{
    private static readonly JudgeSettings Settings = new() { Mode = JudgeMode.Strict };
    private static readonly Moment Now = new(Traffic.Start.AddSeconds(38), Traffic.Start, 10, "rev 42", "rev 41") { Checks = "success 80 % is below 99 %", RequestRate = 5, RequestsLeft = 691 };

    [Fact]
    public void Of_Worse_IsMadeOfTheRunsOwnCounts()
    {
        var text = Of(new(Ruling.RollBack, [RulingReason.Comparison]), 30, 6);

        Assert.StartsWith("Rolled back at 12:00:38, 38 s after 10 %: 30 of 240 requests failed on rev 42 (13 %, between ", text, StringComparison.Ordinal);
        Assert.Contains(", 6 of 2 160 on rev 41 (0.28 %, between ", text, StringComparison.Ordinal);
        Assert.Contains(" times worse. A version no more than 1.1 times and 0.02 points worse would look this bad in fewer than 1 of a million releases.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AStepByTheClock_SaysItWasNotShownSafe() => Assert.StartsWith(
        "Not shown safe at 10 %, only not shown bad: 1 of 240 requests failed on rev 42", Of(new(Ruling.Advance, [RulingReason.NotShownBad]), 1, 6), StringComparison.Ordinal);

    [Fact]
    public void Of_ARunningStep_IsTheMeter() => Assert.Equal(
        "evidence 1 of 100; about 700 more canary requests (≈ 2 min at the present rate) until shown not worse", Of(new(Ruling.Stay, [RulingReason.StepRunning]), 0, 6));

    [Theory]
    [InlineData(RulingReason.PrimaryFailsToo, "Held at 10 %: success 80 % is below 99 %; the primary fails it as well")]
    [InlineData(RulingReason.CheckErrored, "Held at 10 %: success 80 % is below 99 %")]
    [InlineData(RulingReason.SplitAlarm, "Held at 10 %: the requests are not split as the weight says; compared by counted requests from here on")]
    public void Of_AHold_SaysWhy(RulingReason reason, string text) => Assert.Equal(text, Of(new(Ruling.Hold, [reason]), 0, 6));

    [Theory]
    [InlineData(Ruling.RollBack, RulingReason.TotalFailure, "Rolled back at 10 %: every proxy has shut the canary out by its own counts: 10 of the canary's requests failed and 0 of the primary's, of 1 204 in all")]
    [InlineData(Ruling.Hold, RulingReason.GuardAlarm, "Held at 10 %: proxies have shut the canary out by their own counts: 10 of the canary's requests failed and 0 of the primary's, of 1 204 in all")]
    public void Of_ACanaryThatProxiesHaveShutOut_SaysWhatTheyCounted(Ruling ruling, RulingReason reason, string text) =>
        Assert.Equal(text, Of(new(ruling, [reason]), 0, 6, Now with { Ejected = new(10, 0, 1204) }));

    [Fact]
    public void Of_AnAdvice_SaysBoth()
    {
        var advice = new Decision(Ruling.Hold, [RulingReason.SplitAlarm]);
        var text = Of(new(Ruling.Advance, [RulingReason.NotShownBad]) { Advice = advice }, 1, 6);

        Assert.StartsWith("Not shown safe at 10 %", text, StringComparison.Ordinal);
        Assert.EndsWith(". Strict judging would say: Held at 10 %: the requests are not split as the weight says; compared by counted requests from here on", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnyReason_IsASentence() => Assert.All(
        Enum.GetValues<RulingReason>(), reason => Assert.NotEmpty(Of(new(Ruling.Hold, [reason]), 3, 6)));

    private static string Of(Decision decision, long canaryErrors, long primaryErrors, Moment? now = null)
    {
        var block = Counted.Only(
            [Counted.Canary(new() { Success = 240 - canaryErrors, ServerError = canaryErrors }), Counted.Primary(new() { Success = 2160 - primaryErrors, ServerError = primaryErrors })]);
        var (state, reading) = ComparisonRun.Look(Settings, new(Traffic.Start), new(Traffic.Start.AddSeconds(38), 10, Counted.First, [block]));
        return DecisionSentence.Of(Settings, state, reading, decision, now ?? Now);
    }
}
