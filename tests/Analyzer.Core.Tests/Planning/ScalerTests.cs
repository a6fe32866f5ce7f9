using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>The target's autoscaler is left alone and spoken of; one of the copy lets no trial begin.</summary>
public sealed class ScalerTests
{
    private static readonly ScalerObservation OfCopy = new() { OfCopy = "odd" };

    [Fact]
    public void Held_WithAnAutoscalerOfTheCopy_BeginsNoTrial_AndSaysWhyOnce()
    {
        var first = (Some.Held with { Scaler = OfCopy }).Plan();
        var second = (Some.Held with { Scaler = OfCopy, Status = first.Status }).Plan();

        Assert.Equal((RolloutReason.ScalerConflict, false), (first.Status.Reason, first.Status.Phase is RolloutPhase.Progressing));
        Assert.Contains("HorizontalPodAutoscaler odd scales web-canary", first.Only<RolloutAction.Announce>().Message, StringComparison.Ordinal);
        Assert.False(second.Does<RolloutAction.Announce>());
        Assert.Equal(RolloutPhase.Progressing, (Some.Held with { Status = first.Status }).Plan().Status.Phase);
    }

    [Fact]
    public void OnTrial_WithAnAutoscalerOfTheCopy_NothingIsScaledAgainstIt_AndNobodyIsSentThere() =>
        Assert.Equal("weight 0", (Some.OnTrial with { Scaler = OfCopy }).Copy(copy => copy with { Replicas = 1, Ready = 1 }).Plan().Words().Replace(", Announce", "", StringComparison.Ordinal));

    [Fact]
    public void OnTrial_WithAnAutoscalerOfTheCopy_RecordsTheWeightThatItAsksFor() =>
        Assert.Equal((0, (DateTimeOffset?)null), (Some.OnTrial with { Scaler = OfCopy }).Plan().Status is var status ? (status.Weight, status.StepStartedAt) : default);

    [Theory]
    [InlineData(49, 2)]
    [InlineData(50, 1)]
    public void Trial_LongerThanTheScaleDownWindow_IsWarnedAboutAsItBegins(int window, int said)
    {
        var plan = (Some.Held with { Scaler = new() { Name = "web", ScaleDownWindow = TimeSpan.FromSeconds(window) } }).Plan();

        Assert.Equal((RolloutPhase.Progressing, said), (plan.Status.Phase, plan.Actions.OfType<RolloutAction.Announce>().Count()));
    }

    [Fact]
    public void Trial_WithAnAutoscalerRefThatIsWrong_BeginsAndSaysSo()
    {
        var plan = (Some.Held with { Scaler = new() { Fault = "spec.autoscalerRef names nothing" } }).Plan();

        Assert.Equal(RolloutPhase.Progressing, plan.Status.Phase);
        Assert.Contains(plan.Actions.OfType<RolloutAction.Announce>(), said => said is { Warning: true, Message: "spec.autoscalerRef names nothing" });
    }

    [Theory]
    [InlineData(10, 50, 0, 50)]
    [InlineData(10, 50, 9, 90)]
    [InlineData(1, 100, 0, 1000)]
    public void Shortest_OfATrial_IsALookAtEachWeight(int step, int max, int iterations, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), StepSchedule.Shortest(Some.Spec with { Steps = new(step, max, []), Iterations = iterations }));
}
