namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>What autoscalers have to do with a rollout. The target's own is never written to: it scales the target, held or not, and only that.</summary>
public sealed record ScalerObservation
{
    /// <summary>Name of the one that scales the target; null if none does.</summary>
    public string? Name { get; init; }

    /// <summary>How long it waits before it takes away pods that are idle.</summary>
    public TimeSpan ScaleDownWindow { get; init; }

    /// <summary>Name of one that scales the copy; null if none does.</summary>
    public string? OfCopy { get; init; }

    /// <summary>What is wrong with the one that the Canary names, in a sentence; null if nothing is.</summary>
    public string? Fault { get; init; }
}
