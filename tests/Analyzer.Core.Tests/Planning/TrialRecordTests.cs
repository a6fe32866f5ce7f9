using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

public class TrialRecordTests
{
    private static readonly MetricCheck Template = new("gpu", CheckKind.Template, null, 90, TimeSpan.FromSeconds(30)) { Template = new("shop", "gpu") };
    private static readonly RolloutObservation Looked = Some.OnTrial with { Spec = Some.Spec with { Checks = [Template] } };

    [Fact]
    public void Look_LeavesWhatWasAskedAndFound()
    {
        var plan = Plan(Looked, CheckReading.Of(Template, 42, "avg(x)"));

        Assert.Equal([new CheckRecord("gpu", Verdict.Passed, 42, "avg(x)") { Max = 90 }], plan.Status.Checks);
    }

    [Fact]
    public void Look_AtALongQuery_CutsIt() =>
        Assert.Equal(512, Plan(Looked, CheckReading.Of(Template, 42, new string('x', 5000))).Status.Checks[0].Query.Length);

    [Fact]
    public void FirstWeight_IsKeptFromTheFirstStepOn()
    {
        var begun = (Looked with { Routes = Some.At(10) }).Status(status => status with { Weight = 10, StepStartedAt = null }).Plan();
        var later = Looked.Status(status => status with { FirstWeightAt = Some.Now.AddMinutes(-1) }).Plan(Verdict.Failed);

        Assert.Equal((Some.Now, Some.Now.AddMinutes(-1)), (begun.Status.FirstWeightAt, later.Status.FirstWeightAt));
    }

    [Fact]
    public void FirstWeight_IsForgottenWithTheShare() =>
        Assert.Null((Looked with { Routes = Some.At(0) }).Status(status => status with { FirstWeightAt = Some.Now.AddMinutes(-1), Weight = 0 }).Plan().Status.FirstWeightAt);

    [Fact]
    public void FirstWeight_OfARehearsal_IsItsBeginning()
    {
        var begun = Some.Now.AddMinutes(-1);
        var seen = (Looked with { Spec = Looked.Spec with { Steps = new(1, 0, []), ChecksAtZero = 3 }, Routes = Some.At(0) })
            .Status(status => status with { Weight = 0, StepStartedAt = begun, FirstWeightAt = begun, Reason = RolloutReason.Analysing });

        Assert.Equal(begun, seen.Plan().Status.FirstWeightAt);
    }

    [Fact]
    public void TemplateTooSoon_StaysWithoutAWarningAndIsLookedAtWhenItsTimeHasCome()
    {
        var seen = Looked.Status(status => status with { FirstWeightAt = Some.Now.AddSeconds(-26) });

        var plan = Plan(seen, CheckReading.TooSoon(Template, "at 12:00:04"));

        Assert.Equal((RolloutReason.Analysing, "gpu is first read at 12:00:04"), (plan.Status.Reason, plan.Status.Message));
        Assert.Equal((TimeSpan.FromSeconds(4), 0, 0), (plan.LookAgainAfter, plan.Status.FailedChecks, plan.Status.InconclusiveChecks));
        Assert.False(plan.Does<RolloutAction.Announce>());
        Assert.True(RolloutPlanner.ChecksDue(seen with { Status = plan.Status, ObservedAt = Some.Now.AddSeconds(4) }));
        Assert.False(RolloutPlanner.ChecksDue(seen with { Status = plan.Status, ObservedAt = Some.Now.AddSeconds(3) }));
    }

    [Fact]
    public void TemplateTooSoon_SavesNoOtherCheckFromFailing()
    {
        var other = Some.Spec.Checks[0];
        var seen = Looked with { Spec = Some.Spec with { Checks = [Template, other] } };

        var plan = Plan(seen, CheckReading.TooSoon(Template, "later"), CheckReading.Of(other, 50, "q"));

        Assert.Equal((RolloutReason.CheckFailed, 1), (plan.Status.Reason, plan.Status.FailedChecks));
    }

    [Fact]
    public void Silence_IsCountedInARowAndEndsTheTrialAtItsOwnLimit()
    {
        var seen = (Looked with { Spec = Looked.Spec with { InconclusiveThreshold = 2 } }).Status(status => status with { ErroredChecks = 7 });
        var first = Plan(seen, CheckReading.Nothing(Template, "q"));
        var second = Plan(seen.Status(status => status with { InconclusiveChecks = 1 }), CheckReading.Nothing(Template, "q"));

        Assert.Equal((RolloutPhase.Progressing, 1, 0), (first.Status.Phase, first.Status.InconclusiveChecks, first.Status.ErroredChecks));
        Assert.Equal((RolloutPhase.Failed, RolloutReason.NoData, 0), (second.Status.Phase, second.Status.Reason, second.Status.FailedChecks));
        Assert.EndsWith("2 looks in a row found no data, the inconclusiveThreshold is 2", second.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outage_HoldsForEverUnlessALimitIsSet()
    {
        var seen = Looked.Status(status => status with { ErroredChecks = 99 });
        var limited = seen with { Spec = seen.Spec with { ErroredThreshold = 100 } };

        Assert.Equal((RolloutPhase.Progressing, 100), (Plan(seen, Down).Status.Phase, Plan(seen, Down).Status.ErroredChecks));
        Assert.Equal((RolloutPhase.Failed, RolloutReason.MetricSourceDown), (Plan(limited, Down).Status.Phase, Plan(limited, Down).Status.Reason));
    }

    [Fact]
    public void Answer_EndsBothRows()
    {
        var seen = Looked.Status(status => status with { InconclusiveChecks = 3, ErroredChecks = 4 });

        var status = Plan(seen, CheckReading.Of(Template, 42, "q")).Status;

        Assert.Equal((0, 0), (status.InconclusiveChecks, status.ErroredChecks));
    }

    [Fact]
    public void Silence_OfACopyWithoutAReadyPod_IsLeftToItsOwnDeadline()
    {
        var seen = Looked with { Copy = Looked.Copy! with { Ready = 0 }, Spec = Looked.Spec with { InconclusiveThreshold = 1 } };

        var status = Plan(seen, CheckReading.Nothing(Template, "q")).Status;

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.WaitingForCopy, 0), (status.Phase, status.Reason, status.InconclusiveChecks));
    }

    [Fact]
    public void Pass_OfACopyWithoutAReadyPod_IsNoEvidence()
    {
        var seen = Looked with { Copy = Looked.Copy! with { Ready = 0 }, Spec = Looked.Spec with { Steps = new(10, 20, []) } };

        var plan = Plan(seen, CheckReading.Of(Template, 42, "q"));

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.WaitingForCopy), (plan.Status.Phase, plan.Status.Reason));
    }

    private static CheckReading Down => CheckReading.Failed(Template, "q", "it is down");

    private static RolloutPlan Plan(RolloutObservation seen, params CheckReading[] readings) =>
        RolloutPlanner.Plan(seen with { Readings = readings }, Assessment.Of(seen.Spec.Checks, readings));
}
