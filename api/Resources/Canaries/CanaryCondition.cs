namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>One condition of a Canary.</summary>
public sealed record CanaryCondition : Extensible
{
    /// <summary>Type of the condition that scripts wait for: whether the target's version is a promoted one.</summary>
    public const string Promoted = "Promoted";

    /// <summary>Type of the condition whose reason is the provider that splits, and whose message says why it does.</summary>
    public const string Routed = "Routed";

    /// <summary>Type.</summary>
    public required string Type { get; init; }

    /// <summary>True, False or Unknown.</summary>
    public required string Status { get; init; }

    /// <summary>One PascalCase word for machines.</summary>
    public required string Reason { get; init; }

    /// <summary>One sentence for people.</summary>
    public string? Message { get; init; }

    /// <summary>When it was last written.</summary>
    public DateTimeOffset? LastUpdateTime { get; init; }

    /// <summary>When <see cref="Status"/> last changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; init; }
}
