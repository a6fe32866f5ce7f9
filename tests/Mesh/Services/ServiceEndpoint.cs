namespace CanaryMesh.Mesh.Services;

/// <summary>A pod that is ready, at one port.</summary>
internal sealed record ServiceEndpoint(string Address, int Port)
{
    public string Pod { get; init; } = "";

    public string Namespace { get; init; } = "";

    /// <summary>The Deployment that it belongs to.</summary>
    public string Workload { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
