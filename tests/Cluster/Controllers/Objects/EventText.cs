using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Controllers.Objects;

/// <summary>One thing worth telling people about an object.</summary>
internal sealed record EventText(JsonObject About, ControllerKind Kind, bool Warning, string Reason, string Message);
