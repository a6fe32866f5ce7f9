using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>A change of configuration alone becomes a new version: taken into the plan of a target that waits for nothing else, and held like
/// any other. A running trial or promotion is never disturbed: the change waits for its end.</summary>
internal static class ConfigStep
{
    /// <summary>The target serves the primary's version and nothing else is going on; null if nothing changed or it has not settled.</summary>
    internal static RolloutPlan? AtRest(RolloutObservation seen)
    {
        var target = seen.Target!;
        if (seen.Config is not { } change || target.Paused || (target.PrimaryReady > 0 && !target.RolledOut) || Unsettled(seen) is not null)
        {
            return null;
        }

        if (change.Foreign is { } foreign)
        {
            return Foreign(seen, foreign);
        }

        // What may roll by itself rolls as it is: a broken primary is repaired by its configuration at once.
        var isHeld = NewVersionPlan.MayRoll(seen, target with { TemplateHash = change.Hash, SkipReason = null }) is null;
        return Take(seen, change, isHeld);
    }

    /// <summary>A version is held and its trial has not begun: what is tried is tried with the present configuration; null if it has that.</summary>
    internal static RolloutPlan? BeforeTrial(RolloutObservation seen) => seen.Config switch
    {
        null => null,
        { Foreign: { } foreign } => Foreign(seen, foreign),
        { Wait: var wait } change when wait > TimeSpan.Zero => seen.Status.Refused == seen.Target!.TemplateHash ? null : Draft.Stay(
            seen,
            RolloutReason.NewVersion,
            $"version {Draft.Short(seen.Target.TemplateHash)} waits until its configuration has settled: {change.What}",
            wait,
            false,
            [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target)]),
        { } change => Take(seen, change, true),
    };

    /// <summary>On trial is a configuration that was taken back: with the present one the target is the primary's version again, which ends the trial.</summary>
    internal static RolloutPlan? Reverting(RolloutObservation seen) =>
        seen.Config is { Foreign: null } change && change.Hash == seen.Primary ? Take(seen, change, true) : null;

    /// <summary>How long to wait for a change that has not settled; null if none is awaited.</summary>
    internal static TimeSpan? Unsettled(RolloutObservation seen) => seen.Config is { Wait: var wait } && wait > TimeSpan.Zero ? wait : null;

    /// <summary>Snapshots are there while a plan names them, and gone when nothing does.</summary>
    internal static IEnumerable<RolloutAction> Upkeep(RolloutObservation seen)
    {
        if (seen.SnapshotsMissing)
        {
            yield return new RolloutAction.KeepSnapshots();
        }

        if (seen.StaleSnapshots.Count > 0)
        {
            yield return new RolloutAction.RemoveSnapshots(seen.StaleSnapshots);
        }
    }

    private static RolloutPlan Take(RolloutObservation seen, ConfigChange change, bool isHeld)
    {
        var message = $"configuration changed: {change.What}; with it {Draft.Name(seen)} is version {Draft.Short(change.Hash)}";
        return Draft.Stay(
            seen,
            seen.Status.Reason,
            seen.Status.Message,
            Draft.Soon,
            false,
            new RolloutAction.SetWeight(0),
            new RolloutAction.TakeConfig(seen.Target!.ResourceVersion, change.Hash, isHeld),
            new RolloutAction.Announce(false, RolloutReason.NewVersion, message));
    }

    private static RolloutPlan Foreign(RolloutObservation seen, string foreign) => Draft.Stay(
        seen,
        RolloutReason.ForeignObject,
        $"{foreign} exists and is not ours; the changed configuration is not tried",
        null,
        true,
        [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target!)]);
}
