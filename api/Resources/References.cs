namespace CanaryMesh.Api.Resources;

/// <summary>An object of the same namespace.</summary>
public sealed record ObjectReference : Extensible
{
    /// <summary>Group and version, e.g. apps/v1.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>Kind, e.g. Deployment.</summary>
    public required string Kind { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Namespace where it may differ (upstreamRef only).</summary>
    public string? Namespace { get; init; }
}

/// <summary>An object of a known kind, perhaps of another namespace.</summary>
public sealed record NamedReference : Extensible
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Namespace; null means that of the referring Canary.</summary>
    public string? Namespace { get; init; }
}

/// <summary>A Secret beside the object that names it.</summary>
public sealed record SecretReference : Extensible
{
    /// <summary>Name of the Secret.</summary>
    public required string Name { get; init; }
}
