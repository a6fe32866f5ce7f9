using CanaryMesh.Mesh.Actions;

namespace CanaryMesh.Mesh.Istio;

/// <summary>One of spec.http.</summary>
internal sealed record IstioRule(string Name, IReadOnlyList<IstioMatch> Matches, RouteAction? Action)
{
    /// <summary>Namespace and name of the VirtualService whose rules stand here, in place of an action.</summary>
    public string? Delegate { get; init; }
}
