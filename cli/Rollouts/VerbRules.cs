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
            Verb.Retry => status.RefusedSpec is null
                ? $"{canary.Metadata.Name} has no refused version"
                : IsOnTrial(status.Phase) ? $"{canary.Metadata.Name} already has a version on trial" : null,
        };
    }

    internal static bool IsOnTrial(CanaryPhase phase) =>
        phase is CanaryPhase.Waiting or CanaryPhase.Progressing or CanaryPhase.WaitingPromotion;

    private static string? WhyNoTrial(CanaryPhase phase, string name) => phase switch
    {
        CanaryPhase.Waiting or CanaryPhase.Progressing or CanaryPhase.WaitingPromotion => null,
        CanaryPhase.Promoting or CanaryPhase.Finalising => $"{name} is already being promoted",
        CanaryPhase.None or CanaryPhase.Initializing or CanaryPhase.Initialized or CanaryPhase.Succeeded
            or CanaryPhase.Failed or CanaryPhase.Terminating or CanaryPhase.Terminated => $"{name} has no version on trial",
    };
}
