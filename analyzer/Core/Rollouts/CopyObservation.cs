using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>The copy on trial at one instant; absent if there is no such Deployment.</summary>
public sealed record CopyObservation
{
    /// <summary>The object of the copy's name is not ours.</summary>
    public bool Foreign { get; init; }

    /// <summary>Hash it was made from.</summary>
    public string? Hash { get; init; }

    /// <summary>spec.replicas.</summary>
    public int Replicas { get; init; }

    /// <summary>Ready pods with a connected proxy, which is what can serve a share.</summary>
    public int Ready { get; init; }

    /// <summary>Ready pods, whatever their proxies do.</summary>
    public int Serving { get; init; }

    /// <summary>Pods that were admitted without a proxy: the webhook did not answer.</summary>
    public IReadOnlyList<string> Unproxied { get; init; } = [];

    /// <summary>Those of them that are old enough to be replaced.</summary>
    public IReadOnlyList<string> Replaceable { get; init; } = [];

    /// <summary>Pods of earlier copies that are on their way out and may still answer behind the Service TARGET-canary.</summary>
    public IReadOnlyList<string> Leftovers { get; init; } = [];

    /// <summary>When the object was made; null if unknown.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Being deleted.</summary>
    public bool Deleting { get; init; }

    /// <summary>Why its pods fail, if they do.</summary>
    public PodFailure? Failure { get; init; }

    /// <summary>What keeps its pods from being ready and may still pass; null if nothing is known to.</summary>
    public PodFailure? Obstacle { get; init; }

    /// <summary>Why the proxies in its pods fail, if they do.</summary>
    public PodFailure? ProxyFailure { get; init; }
}

/// <summary>A pod's own reason for not running, as a code of ours and one sentence.</summary>
public sealed record PodFailure(RolloutReason Reason, string Message);
