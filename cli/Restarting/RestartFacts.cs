using System.Text.Json.Nodes;

namespace CanaryMesh.Cli.Restarting;

/// <summary>What is seen of one managed target.</summary>
internal sealed record RestartFacts(JsonObject Canary, JsonObject Target, IReadOnlyList<JsonObject> Pods, string ProxyImage);
