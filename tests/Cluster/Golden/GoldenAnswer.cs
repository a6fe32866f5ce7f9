using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Golden;

/// <summary>An answer of the API server: status, the headers that count, the body read as JSON, as lines or as text.</summary>
internal sealed record GoldenAnswer(int Status, IReadOnlyList<string> Warnings, IReadOnlyList<string> RetryAfter, string Text, JsonNode? Body);
