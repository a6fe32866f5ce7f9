namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>An HTTPRoute as it is programmed at the gateways that accepted it.</summary>
internal sealed record GatewayRoute(string Key, IReadOnlyList<string> Hostnames, IReadOnlyList<string> Gateways, IReadOnlyList<GatewayRule> Rules);
