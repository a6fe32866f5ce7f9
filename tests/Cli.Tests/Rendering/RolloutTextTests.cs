using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Cli.Rendering;
using CanaryMesh.Cli.Rollouts;
using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Rendering;

public class RolloutTextTests
{
    [Fact]
    public void Text_OfARolloutOnTrial_IsAsDrawn()
    {
        WorkloadFacts[] workloads = [new("api", 3, 3, true, ["shop/api:2"]), new("api-canary", 1, 1, false, ["shop/api:2"])];
        EventFacts[] events =
        [
            new(Some.Now - TimeSpan.FromSeconds(5), "Warning", "CheckFailed", "Halt advancement"),
            new(Some.Now - TimeSpan.FromMinutes(3), "Normal", "Synced", "New revision detected"),
        ];

        Assert.Equal(Golden("progressing"), Text(Some.Progressing, workloads, events));
    }

    [Fact]
    public void Text_OfARolloutWithChecksAndIterations_ShowsEachBesideItsLimits()
    {
        CanaryCheck[] checks =
        [
            new() { Name = "request-success-rate", Verdict = "Failed", Value = 97.234, Min = 99 },
            new() { Name = "request-duration", Verdict = "Passed", Value = 0.25, Max = 500 },
            new() { Name = "gpu", Verdict = "Inconclusive", Min = 60, Max = 90 },
            new() { Name = "any", Verdict = "Passed", Value = 3 },
        ];

        Assert.Equal(Golden("checks"), Text(Some.Progressing with { Checks = checks, Iterations = 5 }, [], [], iterations: 10));
    }

    [Fact]
    public void Text_OfAComparedRollout_SaysHowMuchIsKnownAndWhatIsMissing()
    {
        var judging = new CanaryJudging
        {
            Ruling = "Stay", Evidence = 12, EvidenceNeeded = 100, Proof = 3.1, ProofNeeded = 20, RequestsLeft = 640, MinutesLeft = 3.2, RequestsPerSecond = 3.3, SmallestNoticed = 2.1, SmallestNoticedPercent = 1,
        };

        var text = Text(Some.Progressing with { Judging = judging, Traffic = new() { RequestsPerSecond = 1700, ErrorPercent = 0.05 } }, [], []);

        Assert.Equal(Golden("judged"), text);
    }

    [Theory]
    [InlineData(0.0, null, null, null, null, "Needs      nothing more: shown not worse at this weight")]
    [InlineData(640.0, null, null, null, null, "Needs      about 640 more canary requests until shown not worse")]
    [InlineData(64.0, 0.2, null, null, null, "(≈ 12 s at the present rate)")]
    [InlineData(64000.0, 300.0, null, null, null, "64 000 more canary requests (≈ 5 h at the present rate)")]
    [InlineData(null, null, null, null, null, "Needs      more than requests: as it looks now it will not be shown not worse")]
    [InlineData(null, null, null, 3.5, null, "Notices    3.5 % errors or more")]
    [InlineData(null, null, null, null, true, "Notices    nothing: too few requests to find even a version that fails each of them")]
    public void Text_OfAComparison_SaysWhatIsKnownOfIt(double? left, double? minutes, double? times, double? percent, bool? nothing, string words) => Assert.Contains(
        words,
        Text(Some.Progressing with { Judging = new() { Ruling = "Stay", RequestsLeft = left, MinutesLeft = minutes, SmallestNoticed = times, SmallestNoticedPercent = percent, NoticesNothing = nothing } }, [], []),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Never", "Needs      more than requests: as it looks now it will not be shown not worse")]
    [InlineData("NoRequestsYet", "Needs      not known yet: one side has had no request at this weight")]
    [InlineData("UsersAreKept", "Needs      nothing that could be counted: users are kept on a side, and nothing is compared")]
    public void Text_OfAComparisonWithoutAnEndInSight_SaysWhy(string outlook, string words) =>
        Assert.Contains(words, Text(Some.Progressing with { Judging = new() { Ruling = "Stay", Outlook = outlook } }, [], []), StringComparison.Ordinal);

    [Fact]
    public void Text_OfARolledBackRollout_IsAsDrawn() => Assert.Equal(Golden("failed"), Text(Some.Failed, [new("api", 3, 3, true, ["shop/api:2"])], []));

    [Fact]
    public void Text_OfAnUnseenCanary_IsAsDrawn() => Assert.Equal(Golden("unseen"), Text(null, [], []));

    [Fact]
    public void Text_OfALookInThePast_IsSilentAboutIt() => Assert.DoesNotContain(
        "Next look", Text(Some.Progressing with { NextLookTime = Some.Now - TimeSpan.FromMinutes(2) }, [], []), StringComparison.Ordinal);

    [Theory]
    [InlineData("LooksWorse", true)]
    [InlineData("WaitingForWeight", false)]
    public void Text_OfAHeldStep_SaysForHowLong(string reason, bool isHeld) => Assert.Equal(
        isHeld,
        Text(Some.Progressing with { Reason = reason, HoldStartTime = Some.Now - TimeSpan.FromMinutes(12) }, [], []).Contains("Held       at this weight for 12m", StringComparison.Ordinal));

    [Fact]
    public void Text_OfWhatATerminalActsOn_IsWrittenOut() => Assert.Contains(
        @"\u001b[31mred\u202e", Text(Some.Failed with { Message = "\u001b[31mred\u202e" }, [], []), StringComparison.Ordinal);

    [Fact]
    public void Text_OfMarkupInAMessage_ShowsItAsItIs() => Assert.Contains(
        "Odd: [red]5[/] of [10]", Text(Some.Failed with { Reason = "Odd", Message = "[red]5[/] of [10]" }, [], []), StringComparison.Ordinal);

    [Fact]
    public void Table_OfTwoRollouts_IsAsDrawn() => Assert.Equal(
        Golden("table"),
        RolloutTable.Of([.. new[] { Some.Canary(Some.Progressing), Some.Canary(Some.Failed, "web") }.Select(each => RolloutView.Of(each, [], []))]));

    [Fact]
    public void Table_OfNothing_SaysSo() => Assert.Equal("No Canary found.\n", RolloutTable.Of([]));

    private static string Text(CanaryStatus? status, WorkloadFacts[] workloads, EventFacts[] events, int? iterations = null)
    {
        var canary = Some.Canary(status);
        canary = canary with { Spec = canary.Spec! with { Analysis = canary.Spec.Analysis with { Iterations = iterations } } };
        return RolloutText.Of(RolloutView.Of(canary, workloads, events), Some.Now);
    }

    private static string Golden(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rendering", "Golden", name + ".txt"));
}
