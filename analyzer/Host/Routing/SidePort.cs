using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>A port of the Services of one side. A mesh takes the protocol from the name or from appProtocol, so these are the apex's own.</summary>
internal sealed record SidePort(int Port, JsonNode Target, string Name, string? AppProtocol = null);
