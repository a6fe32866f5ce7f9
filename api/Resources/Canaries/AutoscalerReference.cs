namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>The target's autoscaler.</summary>
public sealed record AutoscalerReference : Extensible
{
    /// <summary>Group and version.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>HorizontalPodAutoscaler or ScaledObject.</summary>
    public required string Kind { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Queries of a primary's copy by trigger name; no such copy is made here.</summary>
    public IReadOnlyDictionary<string, string>? PrimaryScalerQueries { get; init; }

    /// <summary>Bounds of a primary's copy; no such copy is made here.</summary>
    public ScalerReplicas? PrimaryScalerReplicas { get; init; }
}

/// <summary>Bounds of an autoscaler, each at least 1.</summary>
public sealed record ScalerReplicas : Extensible
{
    /// <summary>Smallest number of pods.</summary>
    public int? MinReplicas { get; init; }

    /// <summary>Largest number of pods.</summary>
    public int? MaxReplicas { get; init; }
}
