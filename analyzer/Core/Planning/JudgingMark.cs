using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>What is kept on record of the comparison, whatever a tick decides: where it stands while a trial runs, and what traffic it has to
/// do with. The verdict speaks for itself, so nothing stays behind of the way to it.</summary>
internal static class JudgingMark
{
    internal static RolloutPlan Keep(RolloutObservation seen, RolloutPlan plan) => plan with
    {
        Status = plan.Status with
        {
            Judging = plan.Status.Phase is RolloutPhase.Progressing && seen.Comparison is { Meter: { } meter } found ? new(found.Ruling, meter) : null,
            Traffic = seen.Usual ?? seen.Status.Traffic,
        },
    };
}
