using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Back to the primary: weight 0 first, then whoever waits for the version is told; the copy goes once its last requests have ended.</summary>
internal static class Rollback
{
    internal static RolloutPlan Of(RolloutObservation seen, RolloutReason reason, string message)
    {
        var isRefusal = reason is not RolloutReason.Reverted;
        List<RolloutAction> actions = [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target!)];
        if (isRefusal)
        {
            actions.Add(new RolloutAction.MarkFailed(message));
        }

        actions.Add(new RolloutAction.Announce(isRefusal, reason, $"Rolling back {Draft.Name(seen)}: {message}"));
        var status = Draft.Enter(seen, RolloutPhase.Failed, reason, message) with
        {
            Weight = 0,
            Refused = isRefusal ? seen.Status.Trial : seen.Status.Refused,
            LastCommand = seen.Command?.Text ?? seen.Status.LastCommand,
        };
        return new(actions, status, Draft.Soon);
    }
}
