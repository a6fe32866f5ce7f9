namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>What keeps a client on one side while a weight stands or grows; exactly one member is given.</summary>
public sealed record Stickiness : Extensible
{
    /// <summary>Name of a header that tells clients apart.</summary>
    public string? Header { get; init; }

    /// <summary>Name of a cookie of the app that tells clients apart.</summary>
    public string? Cookie { get; init; }

    /// <summary>True tells clients apart by the first address of X-Forwarded-For.</summary>
    public bool? ClientAddress { get; init; }
}
