namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>The target Deployment at one instant.</summary>
public sealed record TargetObservation
{
    /// <summary>resourceVersion of the object whose template was hashed.</summary>
    public required string ResourceVersion { get; init; }

    /// <summary>Hash of spec.template.</summary>
    public required string TemplateHash { get; init; }

    /// <summary>Hash of the template that serves: of the ReplicaSet with the primary's ready pods. Null if nothing serves.</summary>
    public string? PrimaryHash { get; init; }

    /// <summary>Value of the held annotation.</summary>
    public string? Held { get; init; }

    /// <summary>spec.paused.</summary>
    public bool Paused { get; init; }

    /// <summary>Carries our managed mark.</summary>
    public bool Managed { get; init; }

    /// <summary>Carries anything of ours: mark, held, label, plan, port names.</summary>
    public bool HasOurs { get; init; }

    /// <summary>Template carries label and the plan that the present Services ask for.</summary>
    public bool PlanCurrent { get; init; }

    /// <summary>At least one port is split by the plan.</summary>
    public bool Splittable { get; init; }

    /// <summary>Why not, as a code; null if splittable.</summary>
    public string? NotSplittableReason { get; init; }

    /// <summary>Why a new version of this target rolls by itself (strategy, volumes, …), as a code; null if it is held.</summary>
    public string? RollsByItselfReason { get; init; }

    /// <summary>A skip-analysis or bypass reason newly set by the team, not used before; null if none.</summary>
    public string? SkipReason { get; init; }

    /// <summary>spec.replicas.</summary>
    public int Replicas { get; init; }

    /// <summary>Ready pods of the serving ReplicaSet.</summary>
    public int PrimaryReady { get; init; }

    /// <summary>Ready pods of any ReplicaSet of the target.</summary>
    public int Ready { get; init; }

    /// <summary>Available pods that run spec.template.</summary>
    public int UpdatedAvailable { get; init; }

    /// <summary>Observed, all replicas updated and available, none of another template left.</summary>
    public bool RolledOut { get; init; }

    /// <summary>The Deployment controller says ProgressDeadlineExceeded, and not because of us.</summary>
    public bool Stalled { get; init; }

    /// <summary>Our Progressing=False stands on it.</summary>
    public bool MarkedFailed { get; init; }

    /// <summary>How long our mark has been seen missing while it should stand; null if it stands or none is due.</summary>
    public TimeSpan? MarkMissingFor { get; init; }

    /// <summary>ReplicaSets with replicas, newest first.</summary>
    public IReadOnlyList<LiveReplicaSet> Live { get; init; } = [];

    /// <summary>Zero-replica ReplicaSets that a paused controller must not find: equal to the held template or younger than the primary's.</summary>
    public IReadOnlyList<string> Dangerous { get; init; } = [];

    /// <summary>Pods ready without a proxy.</summary>
    public int ReadyWithoutProxy { get; init; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Unproxied { get; init; } = [];

    /// <summary>Held by us and paused.</summary>
    public bool IsHeld => Paused && Held is not null;
}

/// <summary>A ReplicaSet of the target that has replicas.</summary>
public sealed record LiveReplicaSet(string Name, string Hash, int Replicas, int Ready);
