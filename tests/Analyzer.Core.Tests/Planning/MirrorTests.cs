using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>A mirrored canary is looked at once by copies of requests, then takes its first share without them.</summary>
public class MirrorTests
{
    private static readonly RolloutSpec Mirrored = Some.Spec with { ChecksAtZero = 1, MirrorWeight = 100 };

    private static readonly RolloutObservation Watched =
        Some.OnTrial.Status(status => status with { Weight = 0, PassedChecks = 0 }) with { Spec = Mirrored, Routes = Some.At(0) };

    [Fact]
    public void Mirror_BeforeTheFirstShare_IsOn() => Assert.Equal(new RolloutAction.SetWeight(0, 100), Watched.Plan().Only<RolloutAction.SetWeight>());

    [Fact]
    public void Mirror_OnceACheckPassed_IsOffAndTheFirstShareOn() =>
        Assert.Equal(new RolloutAction.SetWeight(10), Watched.Plan(Verdict.Passed).Only<RolloutAction.SetWeight>());

    [Fact]
    public void Mirror_AtAShare_IsOff() =>
        Assert.Equal(new RolloutAction.SetWeight(30), (Some.OnTrial with { Spec = Mirrored }).Plan(Verdict.Passed).Only<RolloutAction.SetWeight>());

    [Fact]
    public void Mirror_AfterARollback_IsOff() =>
        Assert.Equal(new RolloutAction.SetWeight(0), Watched.Status(status => status with { FailedChecks = 2 }).Plan(Verdict.Failed).Only<RolloutAction.SetWeight>());

    [Fact]
    public void Mirror_BehindAGateThatOpened_KeepsNothingOfItThatCouldExpire()
    {
        var gate = new GateWait(HookType.ConfirmTrafficIncrease, Some.Trial, Some.Now.AddMinutes(-5), Some.Now) { ClosedBy = "gate" };
        var opened = Watched.Status(status => status with { StepStartedAt = null, Gate = gate });

        Assert.Equal((Some.Now, null), (opened.Plan().Status.StepStartedAt, opened.Plan().Status.Gate));
    }

    [Fact]
    public void Mirror_OfEveryRequest_NeedsThePodsOfThePrimary()
    {
        var none = Watched.Status(status => status with { StepStartedAt = null }) with { Copy = null };

        Assert.Equal(4, none.Plan().Only<RolloutAction.CreateCopy>().Replicas);
    }
}
