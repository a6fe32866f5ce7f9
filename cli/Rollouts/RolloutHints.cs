using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Cli.Rollouts;

/// <summary>What a person could do or should know next, a sentence each.</summary>
internal static class RolloutHints
{
    internal static IEnumerable<string> Of(Canary canary)
    {
        var name = canary.Metadata.Name;
        if (canary.Status is not { } status)
        {
            yield return "The analyzer has not looked at it yet; if this stays, see whether the analyzer runs.";
            yield break;
        }
        if (canary.Spec?.Suspend is true)
        {
            yield return "It is suspended: the weight stays and a held version waits until spec.suspend is false or removed.";
        }
        if (status.PausedTime is { } paused)
        {
            yield return $"It is paused since {paused.UtcDateTime:u}: kubectl canary resume {name} lets it go on.";
        }
        if (status.ObservedGeneration is { } seen && canary.Metadata.Generation is { } generation && seen < generation)
        {
            yield return "The latest change of the Canary has not been handled yet.";
        }
        if (status.AppliedWeight is { } applied && applied != status.CanaryWeight)
        {
            yield return $"{status.CanaryWeight} % are asked for and {applied} % are seen to be served.";
        }
        if (status.Reason == nameof(RolloutReason.NoTraffic))
        {
            yield return "Nothing can be judged without requests: send traffic, call a load tester from a rollout hook, or lead requests to the version with spec.analysis.match.";
        }
        if (OfPhase(status.Phase, name) is { } hint)
        {
            yield return hint;
        }
    }

    private static string? OfPhase(CanaryPhase phase, string name) => phase switch
    {
        CanaryPhase.Waiting => $"A gate holds the trial: kubectl canary approve {name} opens it, kubectl canary promote {name} goes on without a trial, kubectl canary abort {name} refuses the version.",
        CanaryPhase.Progressing => $"kubectl canary promote {name} ends the trial early, kubectl canary abort {name} rolls back.",
        CanaryPhase.WaitingPromotion => $"A gate holds the promotion: kubectl canary approve {name} opens it, kubectl canary promote {name} also does without the checks, kubectl canary abort {name} rolls back.",
        CanaryPhase.Failed => $"The refused version stays held: apply a corrected one, or kubectl canary retry {name}.",
        CanaryPhase.None or CanaryPhase.Initializing or CanaryPhase.Initialized or CanaryPhase.Promoting or CanaryPhase.Finalising
            or CanaryPhase.Succeeded or CanaryPhase.Terminating or CanaryPhase.Terminated => null,
    };
}
