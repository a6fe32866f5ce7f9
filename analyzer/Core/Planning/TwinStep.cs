using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The copy's NetworkPolicies: there before its first pod, kept in step while it is there, gone after it.</summary>
internal static class TwinStep
{
    internal static RolloutPlan Of(RolloutObservation seen, RolloutPlan plan)
    {
        var creation = plan.Actions.ToList().FindIndex(action => action is RolloutAction.CreateCopy);
        if (creation >= 0 || seen.Copy is { Foreign: false })
        {
            return seen.Policies.TwinsDue ? With(plan, creation < 0 ? plan.Actions.Count : creation, new RolloutAction.EnsureTwins()) : plan;
        }

        return seen.Policies.TwinsExist && plan.Status.Phase is not (RolloutPhase.Progressing or RolloutPhase.Promoting)
            ? With(plan, plan.Actions.Count, new RolloutAction.RemoveTwins())
            : plan;
    }

    /// <summary>Said once, as a trial begins.</summary>
    internal static IEnumerable<RolloutAction> AtStart(RolloutObservation seen) =>
        seen.Policies.Unread is { } unread ? [new RolloutAction.Announce(true, RolloutReason.NewVersion, unread)] : [];

    /// <summary>Why no trial may begin or go on; null if nothing keeps it.</summary>
    internal static RolloutPlan? Blocked(RolloutObservation seen) => seen.Policies is { Reason: not RolloutReason.None } policies
        ? Draft.Stay(seen, policies.Reason, $"{policies.Why}; no trial", null, true, [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target!)])
        : null;

    private static RolloutPlan With(RolloutPlan plan, int place, RolloutAction action) =>
        plan with { Actions = [.. plan.Actions.Take(place), action, .. plan.Actions.Skip(place)] };
}
