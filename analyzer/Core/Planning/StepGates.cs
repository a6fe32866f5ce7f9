using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>A step was judged good. Before the weight rises, or the version is promoted, nobody may have paused it and its gates must be open;
/// while one is closed the checks go on.</summary>
internal static class StepGates
{
    /// <summary>What keeps it at this weight; null with what is to be said if nothing does.</summary>
    internal static (RolloutPlan? Halt, IEnumerable<RolloutAction> Said) Of(RolloutObservation seen, bool promotes)
    {
        if (seen.Status.PausedSince is { } since)
        {
            return (StepPlanning.Again(seen, RolloutReason.Paused, $"paused since {since.UtcDateTime:u} at weight {seen.Weight}; checks go on", aloud: false), []);
        }

        var version = seen.Status.Trial!;
        var isAsked = promotes && seen.Status.Gate is { Type: HookType.ConfirmPromotion } gate && gate.Version == version;
        var rise = isAsked ? Passage.Free : Gate.Of(seen, HookType.ConfirmTrafficIncrease, version, seen.Status.StepStartedAt);
        if (rise.Kind is not PassageKind.Open)
        {
            return (Halt(seen, rise, []), []);
        }

        IReadOnlyList<RolloutAction> said = isAsked ? [] : [.. Gate.Passed(seen, HookType.ConfirmTrafficIncrease)];
        var promotion = promotes ? Gate.Of(seen, HookType.ConfirmPromotion, version, seen.Status.StepStartedAt) : Passage.Free;
        return promotion.Kind is PassageKind.Open
            ? (null, promotes ? [.. said, .. Gate.Passed(seen, HookType.ConfirmPromotion)] : said)
            : (Halt(seen, promotion, said), []);
    }

    /// <summary>The weight under a closed gate, in the same words all the time.</summary>
    internal static string Kept(int weight, GateWait wait) => $"weight {weight} stays: {Gate.Closed(wait)}; checks go on";

    private static RolloutPlan Halt(RolloutObservation seen, Passage passage, IReadOnlyList<RolloutAction> said)
    {
        var message = passage.Wait is { ClosedBy: not null } closed ? Kept(seen.Weight, closed) : $"weight {seen.Weight} stays: {passage.Sentence}";
        var stay = passage.Kind is PassageKind.Refused
            ? StepPlanning.Again(seen, RolloutReason.WaitingForGate, message, aloud: false)
            : StepPlanning.Stay(seen, RolloutReason.WaitingForGate, message, seen.Spec.Interval);
        return stay with
        {
            Actions = [.. stay.Actions, .. said, .. Gate.Halted(seen, passage)],
            Status = stay.Status with { Gate = passage.Wait },
            Calls = passage.Calls,
        };
    }
}
