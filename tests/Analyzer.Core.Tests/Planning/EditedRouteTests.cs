using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Somebody changed the weights of a route by hand.</summary>
public class EditedRouteTests
{
    private const string Edit = "VirtualService web was changed by another: it splits web-primary=100, and web-primary=80,web-canary=20 was written";

    [Theory]
    [InlineData(Verdict.Failed)]
    [InlineData(Verdict.Passed)]
    public void Edit_InATrial_WaitsAndWritesNothingWhateverTheChecksSay(Verdict verdict)
    {
        var plan = Edited(Some.OnTrial).Plan(verdict);

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.RouteEdited, ""), (plan.Status.Phase, plan.Status.Reason, plan.Words()));
        Assert.StartsWith(Edit, plan.Only<RolloutAction.Announce>().Message, StringComparison.Ordinal);
        Assert.Equal(Some.OnTrial.Status.Weight, plan.Status.Weight);
    }

    [Fact]
    public void Edit_WhileSuspended_IsNotTakenForOurs()
    {
        var seen = Edited(Some.OnTrial);

        Assert.Equal("", (seen with { Spec = seen.Spec with { Suspended = true } }).Plan().Words());
    }

    [Fact]
    public void Edit_StillThere_IsSaidOnce() =>
        Assert.False(Edited(Some.OnTrial).Status(status => status with { Reason = RolloutReason.RouteEdited }).Plan().Does<RolloutAction.Announce>());

    [Fact]
    public void Edit_AtRest_IsLeftAsItIs() => Assert.Equal("", Edited(Some.Idle).Plan().Words());

    [Fact]
    public void Edit_WhileAnUnheldVersionRolls_StillHoldsIt()
    {
        var seen = Edited(Some.Idle).Target(target => target with { TemplateHash = Some.Trial });

        Assert.Equal("HoldTarget", seen.Plan().Words());
    }

    [Fact]
    public void Resume_WritesTheRecordedWeightOverIt_AndTheIntervalBeginsAnew()
    {
        var plan = Edited(Some.OnTrial).Commanded(CommandVerb.Resume).Plan();

        Assert.Equal(Some.OnTrial.Status.Weight, plan.Weight());
        Assert.Null(plan.Status.StepStartedAt);
        Assert.Equal(Some.Command(CommandVerb.Resume).Text, plan.Status.LastCommand);
    }

    [Fact]
    public void Abort_GoesBackToThePrimary()
    {
        var plan = Edited(Some.OnTrial).Commanded(CommandVerb.Abort).Plan();

        Assert.Equal((RolloutPhase.Failed, RolloutReason.Aborted, 0), (plan.Status.Phase, plan.Status.Reason, plan.Weight()));
    }

    [Fact]
    public void Edit_Undone_GoesOn()
    {
        var plan = Some.OnTrial.Status(status => status with { Reason = RolloutReason.RouteEdited }).Plan();

        Assert.NotEqual(RolloutReason.RouteEdited, plan.Status.Reason);
        Assert.Equal(Some.OnTrial.Weight, plan.Weight());
    }

    [Fact]
    public void Leaving_IsNotKeptByIt() => Assert.Equal(RolloutPhase.Terminating, (Edited(Some.OnTrial) with { Leaving = true }).Plan().Status.Phase);

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Copy_BehindARoute_GoesOnceTheMeshHasHeardOfWeightZero(int seconds, bool goes)
    {
        var seen = Some.Idle.Status(status => status with { Phase = RolloutPhase.Finalising, PhaseSince = Some.Now.AddSeconds(-seconds) }).Copy(copy => copy with { Hash = Some.Primary, Ready = 1 })
            .Routes(routes => routes with { IsByRoute = true, Asked = 0, Served = 0, Settled = true });

        Assert.Equal(goes, seen.Plan().Does<RolloutAction.DeleteCopy>());
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(0, 9, false)]
    [InlineData(0, 10, true)]
    [InlineData(20, 60, false)]
    public void Copy_BehindARoute_IsDrainedFromTheWriteOn_AlsoWhereTheRouteIsGone(int? weight, int? written, bool goes)
    {
        var seen = Some.Idle.Status(status => status with { Phase = RolloutPhase.Finalising, PhaseSince = Some.Now.AddSeconds(-30) }).Copy(copy => copy with { Hash = Some.Primary, Ready = 1 })
            .Routes(routes => routes with { IsByRoute = true, Asked = weight, Served = weight, Settled = false, WrittenFor = written is { } seconds ? TimeSpan.FromSeconds(seconds) : null });

        Assert.Equal(goes, seen.Plan().Does<RolloutAction.DeleteCopy>());
    }

    [Fact]
    public void Leaving_GivesTheRouteBackBeforeTheCopyGoes()
    {
        var seen = Some.OnTrial.Routes(routes => routes with { IsByRoute = true }) with { Leaving = true, Steering = SteeringObservation.Pending };

        Assert.Equal("Unsteer", seen.Plan().Words());
        Assert.DoesNotContain("Unsteer", (seen with { Steering = SteeringObservation.Off }).Plan().Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hindrance_BeforeTheFirstWeight_IsWaitedFor()
    {
        var seen = Some.New.Status(_ => Some.OnTrial.Status with { Weight = 0, StepStartedAt = null }) with { Copy = Some.OnTrial.Copy, Target = Some.OnTrial.Target };

        var plan = seen.Routes(routes => routes with { IsByRoute = true, Asked = 0, Served = 0, Settled = true, Hindrance = "gateway edge refused it" }).Plan();

        Assert.Equal((0, RolloutReason.Steering), (plan.Weight(), plan.Status.Reason));
        Assert.Contains("gateway edge refused it", plan.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Provider_Chosen_IsSaidOnceAndRecorded()
    {
        var choice = new ProviderChoice(ProviderKind.Istio, "its pods have Istio's sidecar");
        var first = (Some.Idle with { Provider = choice }).Plan();
        var second = (Some.Idle with { Provider = choice }).Status(_ => first.Status).Plan();

        Assert.Equal((RolloutReason.ProviderChosen, choice), (first.Only<RolloutAction.Announce>().Reason, first.Status.Provider));
        Assert.False(second.Does<RolloutAction.Announce>());
    }

    [Fact]
    public void Hindrance_OfARoute_IsWhatTheWeightWaitsFor()
    {
        var plan = Some.OnTrial.Routes(routes => routes with { IsByRoute = true, Settled = false, Hindrance = "gateway edge has not accepted it" }).Plan(Verdict.Passed);

        Assert.Equal(RolloutReason.WaitingForWeight, plan.Status.Reason);
        Assert.Contains("gateway edge has not accepted it", plan.Status.Message, StringComparison.Ordinal);
    }

    private static RolloutObservation Edited(RolloutObservation seen) =>
        seen.Routes(routes => routes with { IsByRoute = true, Asked = 0, Served = 0, Settled = false, ForeignEdit = Edit });
}
