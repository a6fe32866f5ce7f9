using CanaryMesh.Mesh.Actions;

namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>One of spec.rules.</summary>
internal sealed record GatewayRule(string Name, IReadOnlyList<GatewayMatch> Matches, RouteAction Action);
