namespace CanaryMesh.Analyzer.Gates;

/// <summary>The moment of a rollout at which a hook is called.</summary>
public enum HookType
{
    /// <summary>Before a trial begins; closed keeps the version waiting.</summary>
    ConfirmRollout,

    /// <summary>Once the copy is ready, before its first weight; a failure is a failed check.</summary>
    PreRollout,

    /// <summary>At each step, before its checks are judged; a failure is a failed check.</summary>
    Rollout,

    /// <summary>Before each change of the weight and before promotion; closed keeps the weight.</summary>
    ConfirmTrafficIncrease,

    /// <summary>Before promotion; closed keeps the version on trial.</summary>
    ConfirmPromotion,

    /// <summary>After the rollout ended, however it did.</summary>
    PostRollout,

    /// <summary>All through a trial; a success rolls back.</summary>
    Rollback,

    /// <summary>At each event.</summary>
    Event,
}
