using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Our Progressing=False on a target held with a refused version: it fails whoever waits for that version, and must not fail the
/// next one. It stands ten minutes; when hold took it away for an update that another admission step then refused, it is set again.</summary>
internal static class FailureMark
{
    private static readonly TimeSpan Stands = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UpdateMayTake = TimeSpan.FromSeconds(10);

    internal static IEnumerable<RolloutAction> Of(RolloutObservation seen)
    {
        if (seen is not { Status: { Phase: RolloutPhase.Failed, Refused: { } refused }, Target: { IsHeld: true } target })
        {
            yield break;
        }

        var isDue = target.TemplateHash == refused && seen.ObservedAt - (seen.Status.PhaseSince ?? seen.ObservedAt) < Stands;
        if (!isDue && target.MarkedFailed)
        {
            yield return new RolloutAction.ClearFailed();
        }
        else if (isDue && target.MarkMissingFor >= UpdateMayTake)
        {
            yield return new RolloutAction.MarkFailed(seen.Status.Message);
        }
    }
}
