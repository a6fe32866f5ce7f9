namespace CanaryMesh.Api.Resources.Canaries.Gateway;

/// <summary>A backend that gets a copy of each request.</summary>
public sealed record RequestMirror : Extensible
{
    /// <summary>The backend.</summary>
    public BackendReference? BackendRef { get; init; }
}

/// <summary>A backend of an HTTPRoute.</summary>
public sealed record BackendReference : Extensible
{
    /// <summary>API group; null or empty means the core group.</summary>
    public string? Group { get; init; }

    /// <summary>Kind; null means Service.</summary>
    public string? Kind { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Namespace; null means the Canary's.</summary>
    public string? Namespace { get; init; }

    /// <summary>Port, 1–65535; a Service needs one.</summary>
    public int? Port { get; init; }
}
