using System.Text.Json;

namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>A route, as it was when it was accepted, and the gateways that serve it.</summary>
internal sealed record AcceptedRoute(JsonElement Route, IReadOnlyList<string> Gateways);
