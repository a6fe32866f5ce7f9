using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Back to the primary: the decision on record and weight 0 first, then whoever waits for the version is told; the copy goes once its
/// last requests have ended. Weight 0 without a record would look like a trial that has yet to begin.</summary>
internal static class Rollback
{
    internal static RolloutPlan Of(RolloutObservation seen, RolloutReason reason, string message)
    {
        var isRefusal = reason is not RolloutReason.Reverted;
        List<RolloutAction> actions =
        [
            .. isRefusal ? [new RolloutAction.RecordDecision()] : Array.Empty<RolloutAction>(),
            new RolloutAction.SetWeight(0),
            new RolloutAction.Announce(isRefusal, reason, $"Rolling back {Draft.Name(seen)}: {message}"),
            .. NewVersionPlan.Guards(seen.Target!),
            .. isRefusal ? [new RolloutAction.MarkFailed(message)] : Array.Empty<RolloutAction>(),
        ];
        var status = Draft.Enter(seen, RolloutPhase.Failed, reason, message) with
        {
            Weight = 0,
            Refused = isRefusal ? seen.Status.Trial : seen.Status.Refused,
            LastCommand = seen.Command?.Text ?? seen.Status.LastCommand,
        };
        return new(actions, status, Draft.Soon);
    }
}
