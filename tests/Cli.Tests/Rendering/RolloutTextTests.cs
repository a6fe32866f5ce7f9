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
    public void Text_OfARolledBackRollout_IsAsDrawn() => Assert.Equal(Golden("failed"), Text(Some.Failed, [new("api", 3, 3, true, ["shop/api:2"])], []));

    [Fact]
    public void Text_OfAnUnseenCanary_IsAsDrawn() => Assert.Equal(Golden("unseen"), Text(null, [], []));

    [Fact]
    public void Text_OfALookInThePast_IsSilentAboutIt() => Assert.DoesNotContain(
        "Next look", Text(Some.Progressing with { NextLookTime = Some.Now - TimeSpan.FromMinutes(2) }, [], []), StringComparison.Ordinal);

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
