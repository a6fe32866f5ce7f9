namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>Why the controller accepts no route.</summary>
internal sealed record RouteRefusal(string Reason, string Message);
