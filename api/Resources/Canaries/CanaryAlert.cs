namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>Who is told of which events.</summary>
public sealed record CanaryAlert : Extensible
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Least severity that is sent: info, warn or error; null or empty means info.</summary>
    public string? Severity { get; init; }

    /// <summary>The AlertProvider.</summary>
    public required NamedReference ProviderRef { get; init; }
}
