namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>Where a rollout is; Flagger's words.</summary>
public enum RolloutPhase
{
    /// <summary>Onboarding: proxies in, apex steered.</summary>
    Initializing,

    /// <summary>Onboarded, no trial yet.</summary>
    Initialized,

    /// <summary>A version is on trial.</summary>
    Progressing,

    /// <summary>Judged good: the primary is rolled to it.</summary>
    Promoting,

    /// <summary>Promoted; the copy serves its last requests and is removed.</summary>
    Finalising,

    /// <summary>The last version was promoted.</summary>
    Succeeded,

    /// <summary>The last version was refused; the target stays held with it.</summary>
    Failed,

    /// <summary>Leaving.</summary>
    Terminating,
}
