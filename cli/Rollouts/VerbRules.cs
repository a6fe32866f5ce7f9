using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Cli.Rollouts;

/// <summary>When a verb has nothing to act on.</summary>
internal static class VerbRules
{
    internal static string? WhyNothingToDo(Verb verb, Canary canary)
    {
        var status = canary.Status ?? new CanaryStatus();
        return verb switch
        {
            Verb.Promote => WhyNoTrial(status.Phase, canary.Metadata.Name),
            Verb.Abort => WhyNoTrial(status.Phase, canary.Metadata.Name),
            // Elsewhere the command would wait for a template that is no longer held, and let it through some day.
            Verb.Retry => status is { Phase: CanaryPhase.Failed, RefusedSpec: not null } ? null : $"{canary.Metadata.Name} holds no refused version",
            Verb.Approve => status.Gate is null ? $"{canary.Metadata.Name} waits for no gate" : null,
            Verb.Pause => status.PausedTime is null ? null : $"{canary.Metadata.Name} is paused already",
            Verb.Resume => status.PausedTime is null ? $"{canary.Metadata.Name} is not paused" : null,
        };
    }

    private static string? WhyNoTrial(CanaryPhase phase, string name) => phase switch
    {
        CanaryPhase.Waiting or CanaryPhase.Progressing or CanaryPhase.WaitingPromotion => null,
        CanaryPhase.Promoting or CanaryPhase.Finalising => $"{name} is already being promoted",
        CanaryPhase.None or CanaryPhase.Initializing or CanaryPhase.Initialized or CanaryPhase.Succeeded
            or CanaryPhase.Failed or CanaryPhase.Terminating or CanaryPhase.Terminated => $"{name} has no version on trial",
    };
}
