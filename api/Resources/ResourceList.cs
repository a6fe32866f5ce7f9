namespace CanaryMesh.Api.Resources;

/// <summary>The answer to a list request.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
public sealed record ResourceList<T> : Extensible
{
    /// <summary>Group and version of the list.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Kind of the list, e.g. CanaryList.</summary>
    public string? Kind { get; init; }

    /// <summary>The collection's version and where to continue.</summary>
    public ListMeta? Metadata { get; init; }

    /// <summary>The objects.</summary>
    public required IReadOnlyList<T> Items { get; init; }
}

/// <summary>Standard metadata of a list.</summary>
public sealed record ListMeta : Extensible
{
    /// <summary>Version of the collection, where a watch starts.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Token of the next chunk; empty on the last.</summary>
    public string? Continue { get; init; }
}
