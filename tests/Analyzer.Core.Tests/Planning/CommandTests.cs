using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>promote, abort and retry: carried out once, and never kept for a later trial.</summary>
public class CommandTests
{
    [Fact]
    public void Abort_OnTrial_RollsBackAndRefuses()
    {
        var plan = Some.OnTrial.Commanded(CommandVerb.Abort).Plan(Verdict.Passed);

        Assert.Equal((RolloutPhase.Failed, RolloutReason.Aborted, Some.Trial, "Abort:x"), (plan.Status.Phase, plan.Status.Reason, plan.Status.Refused, plan.Status.LastCommand));
        Assert.Equal("RecordDecision, weight 0, MarkFailed", plan.Words());
    }

    [Fact]
    public void Promote_OnTrial_PromotesWithoutAVerdict()
    {
        var plan = Some.OnTrial.Commanded(CommandVerb.Promote).Plan(Verdict.Inconclusive);

        Assert.Equal((RolloutPhase.Promoting, RolloutReason.PromotedByCommand, "Promote:x"), (plan.Status.Phase, plan.Status.Reason, plan.Status.LastCommand));
    }

    [Fact]
    public void Retry_OfARefusedVersion_BeginsItsTrialAnew()
    {
        var plan = Some.Refused.Commanded(CommandVerb.Retry).Plan();

        Assert.Equal((RolloutPhase.Progressing, Some.Trial, (string?)null, 0), (plan.Status.Phase, plan.Status.Trial, plan.Status.Refused, plan.Status.FailedChecks));
        Assert.Equal(("Retry:x", true), (plan.Status.LastCommand, plan.Does<RolloutAction.ClearFailed>()));
    }

    [Fact]
    public void Retry_WhileTheRefusedCopyIsRemoved_WaitsAndIsNotLost()
    {
        var draining = Some.Refused.Commanded(CommandVerb.Retry) with { Copy = Some.OnTrial.Copy };

        var plan = draining.Plan();

        Assert.Null(plan.Status.LastCommand);
        Assert.Equal(RolloutPhase.Progressing, (draining with { Status = plan.Status, Copy = null }).Plan().Status.Phase);
    }

    [Theory]
    [InlineData(RolloutPhase.Initialized, CommandVerb.Abort)]
    [InlineData(RolloutPhase.Initialized, CommandVerb.Promote)]
    [InlineData(RolloutPhase.Initialized, CommandVerb.Retry)]
    [InlineData(RolloutPhase.Succeeded, CommandVerb.Abort)]
    [InlineData(RolloutPhase.Succeeded, CommandVerb.Promote)]
    [InlineData(RolloutPhase.Succeeded, CommandVerb.Retry)]
    [InlineData(RolloutPhase.Failed, CommandVerb.Abort)]
    [InlineData(RolloutPhase.Failed, CommandVerb.Promote)]
    [InlineData(RolloutPhase.Progressing, CommandVerb.Retry)]
    [InlineData(RolloutPhase.Promoting, CommandVerb.Abort)]
    [InlineData(RolloutPhase.Promoting, CommandVerb.Promote)]
    [InlineData(RolloutPhase.Promoting, CommandVerb.Retry)]
    [InlineData(RolloutPhase.Finalising, CommandVerb.Abort)]
    [InlineData(RolloutPhase.Finalising, CommandVerb.Retry)]
    [InlineData(RolloutPhase.Initializing, CommandVerb.Abort)]
    public void Command_ThatFitsNothing_IsRecordedAndAnsweredAndChangesNothingElse(RolloutPhase phase, CommandVerb verb)
    {
        var without = Some.Of(phase).Plan();
        var with = Some.Of(phase).Commanded(verb).Plan();

        Assert.Equal($"{verb}:x", with.Status.LastCommand);
        Assert.Equal(without.Status, with.Status with { LastCommand = without.Status.LastCommand });
        Assert.Equal(without.Words(), with.Words());
        Assert.Contains($"the command {verb.ToString().ToLowerInvariant()} fits nothing", with.Actions.OfType<RolloutAction.Announce>().Last().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Abort_AfterThePromotion_DoesNotStrikeTheNextTrial()
    {
        var late = Some.Idle.Commanded(CommandVerb.Abort);

        var recorded = late.Plan().Status;

        Assert.Equal("Abort:x", recorded.LastCommand);
    }

    [Theory]
    [InlineData(CommandVerb.Abort)]
    [InlineData(CommandVerb.Promote)]
    public void Command_InTheTickThatBeginsATrial_IsNotCarriedIntoIt(CommandVerb verb)
    {
        var plan = Some.Held.Commanded(verb).Plan();

        Assert.Equal((RolloutPhase.Progressing, $"{verb}:x"), (plan.Status.Phase, plan.Status.LastCommand));
    }

    [Fact]
    public void Promote_OfASupersededVersion_IsNotTakenForItsSuccessor()
    {
        var seen = Some.OnTrial.Commanded(CommandVerb.Promote) with { Target = Some.HeldWith(Some.Other) };

        var plan = seen.Plan();

        Assert.Equal((RolloutReason.Superseded, "Promote:x"), (plan.Status.Reason, plan.Status.LastCommand));
    }

    [Fact]
    public void Abort_WhileANewerVersionWaits_RefusesTheNewer()
    {
        var plan = (Some.OnTrial.Commanded(CommandVerb.Abort) with { Target = Some.HeldWith(Some.Other) }).Plan();

        Assert.Equal((RolloutPhase.Failed, Some.Other), (plan.Status.Phase, plan.Status.Refused));
    }

    [Fact]
    public void Abort_WhileTheTargetIsBeingPausedAgain_Waits()
    {
        var plan = Some.OnTrial.Commanded(CommandVerb.Abort).Target(target => target with { Paused = false }).Plan();

        Assert.Equal((RolloutReason.WebhookBypassed, (string?)null), (plan.Status.Reason, plan.Status.LastCommand));
    }

    [Fact]
    public void Command_WhileSuspended_Waits() =>
        Assert.Null((Some.OnTrial.Commanded(CommandVerb.Abort) with { Spec = Some.Spec with { Suspended = true } }).Plan().Status.LastCommand);
}
