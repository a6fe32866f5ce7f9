namespace CanaryMesh.Api.Resources.Canaries.Gateway;

/// <summary>A parent of the HTTPRoute.</summary>
public sealed record ParentReference : Extensible
{
    /// <summary>API group; null means gateway.networking.k8s.io.</summary>
    public string? Group { get; init; }

    /// <summary>Kind; null means Gateway.</summary>
    public string? Kind { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Namespace; null means the Canary's.</summary>
    public string? Namespace { get; init; }

    /// <summary>Listener of the parent; null means all.</summary>
    public string? SectionName { get; init; }

    /// <summary>Port of the parent, 1–65535; null means all.</summary>
    public int? Port { get; init; }
}
