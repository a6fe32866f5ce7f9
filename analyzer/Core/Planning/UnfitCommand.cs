using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>A command that fits nothing is answered and recorded as done with: left standing, it would strike the next trial.</summary>
internal static class UnfitCommand
{
    internal static RolloutPlan Dismiss(RolloutObservation seen, RolloutPlan plan)
    {
        if (seen.Command is not { } command || plan.Status.LastCommand == command.Text || MayYetFit(seen, command.Verb))
        {
            return plan;
        }

        var message = $"the command {command.Verb.ToString().ToLowerInvariant()} fits nothing in phase {seen.Status.Phase} and is not carried out";
        return plan with
        {
            Actions = [.. plan.Actions, new RolloutAction.Announce(true, plan.Status.Reason, message)],
            Status = plan.Status with { LastCommand = command.Text },
        };
    }

    // A retry waits for the copy of the refused version to be gone; the others concern the version on trial alone.
    private static bool MayYetFit(RolloutObservation seen, CommandVerb verb) => verb switch
    {
        CommandVerb.Abort => seen.Status.Phase is RolloutPhase.Progressing,
        CommandVerb.Promote => seen.Status.Phase is RolloutPhase.Progressing && seen.Target?.TemplateHash == seen.Status.Trial,
        CommandVerb.Approve or CommandVerb.Pause or CommandVerb.Resume => false,
        CommandVerb.Retry => seen.Status.Phase is RolloutPhase.Failed or RolloutPhase.Initialized or RolloutPhase.Succeeded
            && seen.Target is { IsHeld: true } target && target.TemplateHash == seen.Status.Refused,
    };
}
