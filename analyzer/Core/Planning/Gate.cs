using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>A point that a rollout passes only when its hooks said yes. A no is asked again an interval later; since when is on record, the
/// answers are not: after a restart they are asked for again.</summary>
internal static class Gate
{
    /// <summary>Answers count from the recorded round on, and never from before this instant.</summary>
    internal static Passage Of(RolloutObservation seen, HookType type, string version, DateTimeOffset? notBefore = null)
    {
        if (!seen.Spec.HooksOf(type).Any())
        {
            return Passage.Free;
        }

        var wait = Standing(seen, type, version);
        wait = notBefore > wait.AskAt ? wait with { AskAt = seen.ObservedAt } : wait;
        return wait.Approved ? Passage.Free : seen.ObservedAt < wait.AskAt ? new(PassageKind.Resting, wait, null, Closed(wait)) : Ask(seen, wait);
    }

    /// <summary>What is recorded of this gate, or its beginning now.</summary>
    internal static GateWait Standing(RolloutObservation seen, HookType type, string version) =>
        seen.Status.Gate is { } wait && wait.Type == type && wait.Version == version ? wait : new(type, version, seen.ObservedAt, seen.ObservedAt);

    /// <summary>Said when all hooks of a type passed.</summary>
    internal static IEnumerable<RolloutAction> Passed(RolloutObservation seen, HookType type) => seen.Status.Gate is { Approved: true } ? [] : seen.Spec.HooksOf(type)
        .Select(hook => new RolloutAction.Announce(false, RolloutReason.HooksPassed, $"{Title(type)} check {hook.Name} passed"));

    /// <summary>Said once, when a gate is first found closed.</summary>
    internal static IEnumerable<RolloutAction> Halted(RolloutObservation seen, Passage passage) =>
        passage is { Kind: PassageKind.Refused, Wait: { } now } && seen.Status.Gate?.ClosedBy is null
            ? [new RolloutAction.Announce(true, RolloutReason.WaitingForGate, $"Halt {Draft.Name(seen)} advancement waiting for approval {now.ClosedBy}: {passage.Answer}")]
            : [];

    /// <summary>How long a gate has been closed that may not be closed for so long; null if none has.</summary>
    internal static string? Expired(RolloutObservation seen, string version)
    {
        if (seen.Status is not { PausedSince: null, Gate: { ClosedBy: { } name, Approved: false } wait } || wait.Version != version || !wait.Type.IsGate())
        {
            return null;
        }

        var expiry = seen.Spec.HooksOf(wait.Type).FirstOrDefault(hook => hook.Name == name)?.Expiry;
        var closed = seen.ObservedAt - wait.Since;
        return closed >= expiry ? $"{wait.Type.Word()} {name} was closed for {closed.TotalSeconds:0} s; it expires after {expiry.Value.TotalSeconds:0} s" : null;
    }

    /// <summary>When a closed gate expires; null if it does not.</summary>
    internal static DateTimeOffset? ExpiresAt(RolloutObservation seen, GateWait? wait) =>
        wait is { ClosedBy: { } name, Approved: false } ? wait.Since + seen.Spec.HooksOf(wait.Type).FirstOrDefault(hook => hook.Name == name)?.Expiry : null;

    /// <summary>A closed gate as people are told of it.</summary>
    internal static string Closed(GateWait wait) => $"{wait.Type.Word()} {wait.ClosedBy} is closed since {wait.Since.UtcDateTime:u}";

    private static Passage Ask(RolloutObservation seen, GateWait wait)
    {
        switch (HookRound.Of(seen, wait.Type, wait.Version, wait.AskAt))
        {
            case HookRound.Asking asking:
                return new(PassageKind.Asking, wait, asking.Call, wait.ClosedBy is null ? $"{wait.Type.Word()} {asking.Call.Hook.Name} is being asked" : Closed(wait));
            case HookRound.Refused refused:
                var closed = wait with { ClosedBy = refused.Outcome.Hook.Name, AskAt = seen.ObservedAt + seen.Spec.Interval };
                return new(PassageKind.Refused, closed, null, Closed(closed)) { Answer = refused.Outcome.Sentence };
            default:
                return new(PassageKind.Open, wait, null, "");
        }
    }

    private static string Title(HookType type) => char.ToUpperInvariant(type.Word()[0]) + type.Word()[1..];
}
