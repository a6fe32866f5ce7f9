namespace CanaryMesh.Mesh.Services;

/// <summary>The pods behind a destination, or why there are none.</summary>
internal sealed record Resolution(string Service, string Namespace, string TlsMode, IReadOnlyList<ServiceEndpoint> Endpoints)
{
    /// <summary>Null where a pod can answer.</summary>
    public string? Fault { get; init; }

    /// <summary>What the client is told where none can.</summary>
    public int FaultStatus { get; init; } = 503;
}
