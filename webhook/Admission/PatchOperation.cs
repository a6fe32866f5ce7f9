using System.Text.Json.Nodes;

namespace CanaryMesh.Webhook.Admission;

/// <summary>One operation of a JSON Patch: add, replace or remove; a test would turn a race into an error under either failure policy.</summary>
internal sealed record PatchOperation(string Op, string Path, JsonNode? Value);
