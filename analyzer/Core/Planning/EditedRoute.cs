using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Somebody else changed the weights of the route, as people do in an emergency: nobody fights over the object. Nothing is written to
/// it and nothing is judged until a person says how it goes on, or until it is as it was. What guards the hold goes on.</summary>
internal static class EditedRoute
{
    internal static RolloutPlan? Of(RolloutObservation seen) => seen switch
    {
        { Routes.ForeignEdit: null } or { Target: null } => null,
        // What a person asks for is written over the edit.
        { Command.Verb: CommandVerb.Abort or CommandVerb.Promote or CommandVerb.Retry } => null,
        { Command.Verb: CommandVerb.Resume } => Resumed(seen),
        _ => Waiting(seen),
    };

    /// <summary>The plan without what would write over an edit of which nobody has said how it goes on.</summary>
    internal static RolloutPlan Spared(RolloutObservation seen, RolloutPlan plan) => seen is { Routes.ForeignEdit: not null, Command: null }
        ? plan with { Actions = [.. plan.Actions.Where(action => action is not (RolloutAction.SetWeight or RolloutAction.Steer))] }
        : plan;

    private static RolloutPlan Waiting(RolloutObservation seen) => Draft.Stay(
        seen,
        RolloutReason.RouteEdited,
        $"{seen.Routes.ForeignEdit}; {Draft.Name(seen)} waits: kubectl canary resume goes on at weight {seen.Status.Weight}, abort goes back to the primary, and so does undoing the edit",
        TimeSpan.FromSeconds(10),
        true,
        [.. NewVersionPlan.Guards(seen.Target!), .. NewVersionPlan.HoldIfBypassed(seen)]);

    // The step is looked at for a whole interval: what the edit did is in the metrics too.
    private static RolloutPlan Resumed(RolloutObservation seen)
    {
        var message = $"{Who.Of(seen)} resumed {Draft.Name(seen)}: weight {seen.Status.Weight} is written over the edit";
        return new(
            [new RolloutAction.SetWeight(seen.Status.Weight), new RolloutAction.Announce(false, RolloutReason.RouteEdited, message)],
            seen.Status with { StepStartedAt = null, PausedSince = null, LastCommand = seen.Command!.Text, Reason = RolloutReason.WaitingForWeight, Message = message },
            TimeSpan.Zero);
    }
}
