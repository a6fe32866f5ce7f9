using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Simulation;

/// <summary>What is true of every plan, whatever was observed.</summary>
internal static class Invariants
{
    public static void Check(RolloutObservation seen, Verdict verdict, RolloutPlan plan)
    {
        Assert.InRange(plan.Status.Weight, 0, 100);
        Assert.All(plan.Actions.OfType<RolloutAction.SetWeight>(), action => Assert.InRange(action.Weight, 0, 100));
        Assert.InRange(plan.Actions.OfType<RolloutAction.SetWeight>().Count(), 0, 1);
        Assert.InRange(plan.Status.Promoted.Count, 0, 3);
        Rises(seen, verdict, plan);
        StaysOneTrial(seen, plan);
        Repeats(seen, verdict, plan);
    }

    private static void Rises(RolloutObservation seen, Verdict verdict, RolloutPlan plan)
    {
        if (plan.Actions.OfType<RolloutAction.SetWeight>().FirstOrDefault() is not { } action || action.Weight <= seen.Weight)
        {
            return;
        }

        Assert.Equal(RolloutPhase.Progressing, seen.Status.Phase);
        Assert.True(seen.Weight == 0 || verdict is Verdict.Passed, $"weight rose from {seen.Weight} to {action.Weight} with {verdict}");
        Assert.True(seen.Copy!.Ready >= StepSchedule.PodsFor(action.Weight, seen.Status.PrimaryReplicasAtStart), "weight before capacity");
    }

    // By its start everybody knows which trial it is: moved in its midst, its evidence would begin again.
    private static void StaysOneTrial(RolloutObservation seen, RolloutPlan plan)
    {
        if (seen.Status.Phase is RolloutPhase.Progressing && plan.Status.Phase is RolloutPhase.Progressing && plan.Status.Trial == seen.Status.Trial && plan.Status.Reason is not RolloutReason.AnalysisRestarted)
        {
            Assert.Equal(seen.Status.TrialStartedAt, plan.Status.TrialStartedAt);
        }
    }

    private static void Repeats(RolloutObservation seen, Verdict verdict, RolloutPlan plan)
    {
        var again = seen.Plan(verdict);
        Assert.Equal(plan.Words(), again.Words());
        Assert.Equal(plan.LookAgainAfter, again.LookAgainAfter);
        Assert.Equal(plan.Status.Promoted, again.Status.Promoted);
        Assert.Equal(plan.Status with { Promoted = [] }, again.Status with { Promoted = [] });
    }
}
