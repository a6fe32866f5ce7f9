namespace CanaryMesh.Mesh.Istio;

/// <summary>A VirtualService as the mesh understands it.</summary>
internal sealed record VirtualService(string Key, IReadOnlyList<string> Hosts, IReadOnlyList<string> Gateways, IReadOnlyList<IstioRule> Rules)
{
    /// <summary>Why it is not obeyed; null if it is.</summary>
    public string? Fault { get; init; }
}
