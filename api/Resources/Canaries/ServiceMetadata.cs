namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>Labels and annotations put on a made object.</summary>
public sealed record ServiceMetadata : Extensible
{
    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Annotations.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}

/// <summary>Keys of labels and annotations that others own on made objects.</summary>
public sealed record UnmanagedMetadata : Extensible
{
    /// <summary>Keys of labels.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Keys of annotations.</summary>
    public IReadOnlyList<string>? Annotations { get; init; }
}
