using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;
using static CanaryMesh.Analyzer.Gates.HookType;

namespace CanaryMesh.Analyzer.Core.Tests.Gates;

/// <summary>approve, pause and resume, and the two deadlines they touch.</summary>
public class StandingCommandTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(ConfirmRollout)]
    [InlineData(ConfirmPromotion)]
    public void Approve_OfAClosedGate_OpensItAndSaysWho(HookType type)
    {
        var run = Closed(type);
        Command(run, CommandVerb.Approve);
        run.For(TimeSpan.FromMinutes(1));

        Assert.Equal((RolloutPhase.Succeeded, "alice", "Approve:x"), (run.Phase, run.Seen.Status.LastCommandBy, run.Seen.Status.LastCommand));
        Assert.Contains(run.Said, said => said.StartsWith($"alice approved {type.Word()} of version", StringComparison.Ordinal));
    }

    [Fact]
    public void Approve_OfAPromotion_ActsWithoutWaitingForTheInterval()
    {
        var run = Closed(ConfirmPromotion);
        Command(run, CommandVerb.Approve);

        Assert.Equal(RolloutPhase.Promoting, run.For(TimeSpan.FromMilliseconds(10)).Phase);
    }

    [Fact]
    public void Approve_OfAPromotion_StillNeedsAPassingCheck()
    {
        var run = Closed(ConfirmPromotion);
        run.Verdict = Analyzer.Analysis.Verdict.Failed;
        Command(run, CommandVerb.Approve);

        Assert.Equal((RolloutPhase.Failed, RolloutReason.ChecksFailed), (run.For(Long).Phase, run.Seen.Status.Reason));
    }

    [Fact]
    public void Approve_WithNoGate_FitsNothing()
    {
        var plan = Some.OnTrial.Commanded(CommandVerb.Approve).Plan();

        Assert.Equal("Approve:x", plan.Status.LastCommand);
        Assert.Contains(plan.Actions.OfType<Analyzer.Planning.RolloutAction.Announce>(), said => said.Message.Contains("approve fits nothing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CommandVerb.Abort, RolloutPhase.Failed)]
    [InlineData(CommandVerb.Promote, RolloutPhase.Succeeded)]
    public void Command_WhileAVersionWaits_EndsTheWait(CommandVerb verb, RolloutPhase phase)
    {
        var run = Closed(ConfirmRollout);
        Command(run, verb);

        Assert.Equal(phase, run.For(TimeSpan.FromMinutes(1)).Phase);
    }

    [Fact]
    public void Pause_OnTrial_KeepsTheWeightUntilResumed()
    {
        var run = new GatedRun();
        run.For(TimeSpan.FromSeconds(5));
        Command(run, CommandVerb.Pause);
        run.For(Long);
        Assert.Equal((RolloutPhase.Progressing, 10, RolloutReason.Paused), (run.Phase, run.Seen.Weight, run.Seen.Status.Reason));
        Assert.Single(run.Said, said => said.Contains("paused", StringComparison.Ordinal));

        Command(run, CommandVerb.Resume);
        Assert.Equal(RolloutPhase.Succeeded, run.For(TimeSpan.FromMinutes(1)).Phase);
    }

    [Fact]
    public void Pause_OfAFailingVersion_DoesNotKeepItAlive()
    {
        var run = new GatedRun { Verdict = Analyzer.Analysis.Verdict.Failed };
        run.For(TimeSpan.FromSeconds(5));
        Command(run, CommandVerb.Pause);

        Assert.Equal(RolloutPhase.Failed, run.For(Long).Phase);
    }

    [Fact]
    public void Pause_BeforeATrial_KeepsTheVersionHeld()
    {
        var run = new GatedRun(Some.Idle);
        Command(run, CommandVerb.Pause);
        run.Tick();
        run.Seen = run.Seen with { Target = Some.HeldWith(Some.Trial) };
        run.For(Long);
        Assert.Equal((RolloutPhase.Initialized, RolloutReason.Paused), (run.Phase, run.Seen.Status.Reason));
        Assert.Null(run.Seen.Copy);

        Command(run, CommandVerb.Resume);
        Assert.Equal(RolloutPhase.Succeeded, run.For(TimeSpan.FromMinutes(1)).Phase);
    }

    [Fact]
    public void Trial_PastItsTimeout_IsRolledBackWithBothNumbers()
    {
        var run = Timed(new GatedRun { Verdict = Analyzer.Analysis.Verdict.Errored });
        run.For(Long);

        Assert.Equal((RolloutPhase.Failed, RolloutReason.AnalysisTimedOut), (run.Phase, run.Seen.Status.Reason));
        Assert.Equal("the trial took 60 s at weight 10; spec.analysis.timeout is 60 s", run.Seen.Status.Message);
    }

    [Fact]
    public void Timeout_OfAPausedTrial_StandsStill()
    {
        var run = Timed(new GatedRun());
        run.For(TimeSpan.FromSeconds(5));
        Command(run, CommandVerb.Pause);
        run.For(Long);
        Command(run, CommandVerb.Resume);

        Assert.Equal(RolloutPhase.Succeeded, run.For(TimeSpan.FromMinutes(1)).Phase);
    }

    [Fact]
    public void Resume_WhileAnOldCopyDrains_DoesNotPutOffItsEnd()
    {
        var since = Some.Now.AddSeconds(-30);
        var seen = Some.OnTrial.Status(status => status with { Reason = RolloutReason.Superseded, PhaseSince = since, PausedSince = Some.Now.AddDays(-2) });

        var status = seen.Commanded(CommandVerb.Resume).Plan().Status;

        Assert.Equal((null, since), (status.PausedSince, status.PhaseSince));
    }

    private static GatedRun Timed(GatedRun run)
    {
        run.Seen = run.Seen with { Spec = run.Seen.Spec with { AnalysisTimeout = TimeSpan.FromSeconds(60) } };
        return run;
    }

    private static GatedRun Closed(HookType type) => new GatedRun((type, "gate")) { Answer = _ => false }.For(TimeSpan.FromSeconds(65));

    private static void Command(GatedRun run, CommandVerb verb)
    {
        run.Seen = run.Seen with { Command = Some.Command(verb) with { By = "alice", At = run.Seen.ObservedAt } };
        run.Tick();
    }
}
