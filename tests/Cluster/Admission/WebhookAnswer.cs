using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Admission;

/// <summary>A valid answer.</summary>
internal sealed record WebhookAnswer(bool Allowed, JsonObject? Status, byte[] Patch, IReadOnlyList<string> Warnings);
