namespace CanaryMesh.Api.Resources;

/// <summary>The owner of an object, in the same namespace.</summary>
public sealed record OwnerReference : Extensible
{
    /// <summary>Group and version of the owner.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>Kind of the owner.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the owner.</summary>
    public required string Name { get; init; }

    /// <summary>Identity of the owner's incarnation.</summary>
    public required string Uid { get; init; }

    /// <summary>True for the one owner that manages the object.</summary>
    public bool? Controller { get; init; }

    /// <summary>True if the owner waits in foreground deletion until this object is gone.</summary>
    public bool? BlockOwnerDeletion { get; init; }
}
