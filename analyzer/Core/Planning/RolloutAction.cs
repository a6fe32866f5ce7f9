using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The closed family of effects. Each is absolute and idempotent: done twice it is done once.</summary>
public abstract record RolloutAction
{
    private RolloutAction()
    {
    }

    /// <summary>Put our finalizer on the Canary.</summary>
    public sealed record AddFinalizer : RolloutAction;

    /// <summary>Take our finalizer off the Canary.</summary>
    public sealed record RemoveFinalizer : RolloutAction;

    /// <summary>Put the managed mark on the target.</summary>
    public sealed record MarkManaged : RolloutAction;

    /// <summary>Write label, plan and port names into the target's template as the present Services ask.</summary>
    public sealed record WritePlan : RolloutAction;

    /// <summary>Write the present configuration into the plan of the target's template, its snapshots first, if the target is still the object that
    /// was hashed; held by the same write if <see cref="Hold"/>.</summary>
    public sealed record TakeConfig(string ResourceVersion, string Hash, bool Hold) : RolloutAction;

    /// <summary>Make the snapshots that the target's plan names and that are gone, as far as their content is still there.</summary>
    public sealed record KeepSnapshots : RolloutAction;

    /// <summary>Delete snapshots of configuration that nothing names.</summary>
    public sealed record RemoveSnapshots(IReadOnlyList<string> Names) : RolloutAction;

    /// <summary>Hand snapshots over to the target's ReplicaSets that name them: each goes with the last of those.</summary>
    public sealed record HandOverSnapshots(IReadOnlyList<string> Names) : RolloutAction;

    /// <summary>Make the Service that the spec asks for, or bring the one that was made up to date.</summary>
    public sealed record EnsureApex : RolloutAction;

    /// <summary>Make the Services TARGET-primary and TARGET-canary and the namespace's CA ConfigMap.</summary>
    public sealed record EnsureSupport : RolloutAction;

    /// <summary>Steer the apex Services to the proxies.</summary>
    public sealed record Steer : RolloutAction;

    /// <summary>Put the apex Services back.</summary>
    public sealed record Unsteer : RolloutAction;

    /// <summary>Put back the Services that select pods without our proxies as well.</summary>
    public sealed record UnsteerShared : RolloutAction;

    /// <summary>Make the NetworkPolicies that say of the copy what others say of the target, and bring those that are there up to date.</summary>
    public sealed record EnsureTwins : RolloutAction;

    /// <summary>Delete them.</summary>
    public sealed record RemoveTwins : RolloutAction;

    /// <summary>Make the copy from the target's present template, if that still has this hash, with so many replicas.</summary>
    public sealed record CreateCopy(string Hash, int Replicas) : RolloutAction;

    /// <summary>Bring the copy to so many replicas.</summary>
    public sealed record ScaleCopy(int Replicas) : RolloutAction;

    /// <summary>Delete pods of the copy that were admitted without a proxy; its ReplicaSet makes others.</summary>
    public sealed record ReplacePods(IReadOnlyList<string> Names) : RolloutAction;

    /// <summary>Delete the copy.</summary>
    public sealed record DeleteCopy : RolloutAction;

    /// <summary>Publish a canary share in percent to the proxies; 0 sends everything to the primary. Of a share of the primary's requests,
    /// <paramref name="Mirror"/> percent, the canary gets a copy.</summary>
    public sealed record SetWeight(int Weight, int Mirror = 0) : RolloutAction;

    /// <summary>Pause the target and mark it held with its present hash: the webhook was bypassed.</summary>
    public sealed record HoldTarget(string ResourceVersion, string Hash) : RolloutAction;

    /// <summary>Resume the target, only if it is still the object that was hashed.</summary>
    public sealed record ResumeTarget(string ResourceVersion) : RolloutAction;

    /// <summary>Delete zero-replica ReplicaSets that a paused controller must not find.</summary>
    public sealed record DeleteReplicaSets(IReadOnlyList<string> Names) : RolloutAction;

    /// <summary>Scale one ReplicaSet to zero; the controller refills the other.</summary>
    public sealed record EmptyReplicaSet(string Name) : RolloutAction;

    /// <summary>Record the plan's status now, before what follows: a decision that has to outlive this tick wherever it is cut off.</summary>
    public sealed record RecordDecision : RolloutAction;

    /// <summary>Set the target's Progressing condition to False with this sentence.</summary>
    public sealed record MarkFailed(string Message) : RolloutAction;

    /// <summary>Remove our Progressing=False from the target.</summary>
    public sealed record ClearFailed : RolloutAction;

    /// <summary>Restore the target to the primary's template without anything of ours, resumed, and take our marks off.</summary>
    public sealed record RestoreTarget : RolloutAction;

    /// <summary>Delete the Services TARGET-primary and TARGET-canary, and the CA ConfigMap if nobody else in the namespace needs it.</summary>
    public sealed record RemoveSupport : RolloutAction;

    /// <summary>Say it to people: a Kubernetes event on the Canary and the target.</summary>
    public sealed record Announce(bool Warning, RolloutReason Reason, string Message) : RolloutAction;
}
