using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Words to write a plan with: what all phases say in the same way.</summary>
internal static class Draft
{
    /// <summary>How soon to look again where no event may announce the change that is awaited.</summary>
    internal static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    /// <summary>Requests drawn to a copy may end within this before it is removed; streams are cut then.</summary>
    internal static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(60);

    /// <summary>A mesh hears of a weight some time after its route was written, and nobody counts what is still at the copy.</summary>
    internal static readonly TimeSpan RouteArrives = TimeSpan.FromSeconds(10);

    /// <summary>The same phase, a reason and its sentence; said aloud once, when the reason is new.</summary>
    internal static RolloutPlan Stay(
        RolloutObservation seen, RolloutReason reason, string message, TimeSpan? after, bool aloud, params IEnumerable<RolloutAction> actions)
    {
        var isNew = seen.Status.Reason != reason;
        List<RolloutAction> all = [.. actions];
        if (aloud && isNew)
        {
            all.Add(new RolloutAction.Announce(true, reason, message));
        }

        return new(all, seen.Status with { Reason = reason, Message = message }, after);
    }

    /// <summary>The plan, with this said before what it does.</summary>
    internal static RolloutPlan Saying(this RolloutPlan plan, IEnumerable<RolloutAction> said) => plan with { Actions = [.. said, .. plan.Actions] };

    /// <summary>Another phase, now.</summary>
    internal static RolloutStatus Enter(RolloutObservation seen, RolloutPhase phase, RolloutReason reason, string message) => seen.Status with
    {
        Phase = phase,
        PhaseSince = seen.ObservedAt,
        StepStartedAt = null,
        Gate = null,
        Reason = reason,
        Message = message,
    };

    /// <summary>What removes a copy that is no longer drawn to, once its last requests have ended; nothing while they run.</summary>
    internal static IEnumerable<RolloutAction> RemoveCopyWhenDrained(RolloutObservation seen)
    {
        if (seen.Copy is { Foreign: false, Deleting: false } && IsDrained(seen))
        {
            yield return new RolloutAction.DeleteCopy();
        }
    }

    /// <summary>Weight 0 seen by every proxy and no request left at the copy, or asked for and waited long enough.</summary>
    internal static bool IsDrained(RolloutObservation seen)
    {
        var waited = seen.ObservedAt - (seen.Status.PhaseSince ?? seen.ObservedAt);
        return seen.Routes switch
        {
            { IsByRoute: true } routes => routes is { Asked: null or 0, ForeignEdit: null } && waited >= RouteArrives && (routes.WrittenFor ?? RouteArrives) >= RouteArrives
                && (routes.Hindrance is null || waited >= DrainLimit),
            { Asked: 0 } routes => routes is { Settled: true, InFlightCanary: 0 } || waited >= DrainLimit,
            _ => false,
        };
    }

    /// <summary>Pods of the team without our proxy, and what gives them one: they are never deleted by us.</summary>
    internal static string Bare(IEnumerable<string> names) => $"{string.Join(", ", names)}; `kubectl delete pod`, one after the other, brings a new one with it";

    /// <summary>The rollout as people name it, e.g. web.shop.</summary>
    internal static string Name(RolloutObservation seen) => $"{seen.Spec.Target}.{seen.Key.Namespace}";

    /// <summary>The first hex digits of a hash, as versions are shown to people.</summary>
    internal static string Short(string? hash) => hash is { Length: > 13 } ? hash.Substring(3, 10) : hash ?? "none";
}
