using System.Globalization;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>A proxy that stays alone with its alarm has trouble of its own place: people are told, and the rollout goes on without it.</summary>
internal static class LocalTrouble
{
    internal static RolloutPlan Of(RolloutObservation seen, RolloutPlan plan) => seen.Comparison is { Lone: { Count: > 0 } lone }
        ? plan with { Actions = [.. plan.Actions, .. lone.Select(alarm => new RolloutAction.Announce(true, RolloutReason.LocalTrouble, Sentence(seen, alarm)))] }
        : plan;

    private static string Sentence(RolloutObservation seen, LoneAlarm alarm) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Draft.Name(seen)}: only the proxy of pod {alarm.Pod} keeps the new version out: {alarm.CanaryFailed} of its requests failed there, {alarm.PrimaryFailed} on the primary, of {alarm.Requests} in all. The others find nothing, so look at that pod and its node; the rollout goes on");
}
