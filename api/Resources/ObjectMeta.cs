namespace CanaryMesh.Api.Resources;

/// <summary>Standard metadata of an object.</summary>
public sealed record ObjectMeta : Extensible
{
    /// <summary>Name, unique per kind and namespace; empty while the API server is still to make one.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>Namespace; empty on objects of the cluster.</summary>
    public string? Namespace { get; init; }

    /// <summary>Identity of this incarnation of the object.</summary>
    public string? Uid { get; init; }

    /// <summary>Opaque version for optimistic concurrency.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Grows with every change of the spec.</summary>
    public long? Generation { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Annotations.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Objects whose deletion deletes this one.</summary>
    public IReadOnlyList<OwnerReference>? OwnerReferences { get; init; }

    /// <summary>Names that must be removed before the object goes.</summary>
    public IReadOnlyList<string>? Finalizers { get; init; }

    /// <summary>When deletion was asked for; null while it was not.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    /// <summary>When the object was created.</summary>
    public DateTimeOffset? CreationTimestamp { get; init; }
}
