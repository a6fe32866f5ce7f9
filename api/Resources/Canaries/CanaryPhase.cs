namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>Where a rollout is; Flagger's names.</summary>
public enum CanaryPhase
{
    /// <summary>Not seen yet; written as an empty string.</summary>
    None,

    /// <summary>The target is being onboarded.</summary>
    Initializing,

    /// <summary>Onboarded, and no version was tried yet.</summary>
    Initialized,

    /// <summary>A new version is held until a gate opens.</summary>
    Waiting,

    /// <summary>A version is on trial.</summary>
    Progressing,

    /// <summary>The trial passed; a gate holds the promotion.</summary>
    WaitingPromotion,

    /// <summary>The target is rolling to the version that passed.</summary>
    Promoting,

    /// <summary>Traffic is back on the primary; the copy ends its last requests.</summary>
    Finalising,

    /// <summary>The version was promoted.</summary>
    Succeeded,

    /// <summary>The version was rolled back.</summary>
    Failed,

    /// <summary>The target is leaving.</summary>
    Terminating,

    /// <summary>The target has left.</summary>
    Terminated,
}
