using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The hooks of one type, one after another in the order of the list; the first that says no ends the round.</summary>
internal abstract record HookRound
{
    private HookRound()
    {
    }

    /// <summary>All of them passed; none at all is a pass.</summary>
    internal sealed record Passed : HookRound;

    /// <summary>The next one has not answered.</summary>
    internal sealed record Asking(HookCall Call) : HookRound;

    /// <summary>This one said no.</summary>
    internal sealed record Refused(HookOutcome Outcome) : HookRound;

    /// <summary>Answers to questions that were asked before this instant do not count.</summary>
    internal static HookRound Of(RolloutObservation seen, HookType type, string version, DateTimeOffset notBefore)
    {
        foreach (var hook in seen.Spec.HooksOf(type))
        {
            switch (Answer(seen, hook, version, notBefore))
            {
                case null:
                    return new Asking(new(hook, version, notBefore, PhaseWord.Of(seen.Status)));
                case { Passed: false } refused:
                    return new Refused(refused);
                default:
                    continue;
            }
        }

        return new Passed();
    }

    internal static HookOutcome? Answer(RolloutObservation seen, Hook hook, string version, DateTimeOffset notBefore) => seen.HookOutcomes.FirstOrDefault(
        outcome => outcome.Hook.Place == hook.Place && outcome.Hook.Name == hook.Name && outcome.Hook.Type == hook.Type && outcome.Version == version && outcome.AskedAt >= notBefore);
}
