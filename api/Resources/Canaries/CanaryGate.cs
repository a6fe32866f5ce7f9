namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>The hooks that a rollout waits for.</summary>
public sealed record CanaryGate : Extensible
{
    /// <summary>Type of the hooks, e.g. confirm-promotion.</summary>
    public required string Type { get; init; }

    /// <summary>Hash that they are asked about.</summary>
    public required string Version { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Answers to questions from then on count.</summary>
    public DateTimeOffset AskTime { get; init; }

    /// <summary>Name of the gate that is closed; null while none is.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>A person opened it; absent otherwise.</summary>
    public bool? Approved { get; init; }
}
