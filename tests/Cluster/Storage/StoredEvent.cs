using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Storage;

/// <summary>One change. Previous is what was there before, so that a selector can see an object come or go.</summary>
internal sealed record StoredEvent(string Type, JsonObject Object, JsonObject? Previous, long Version);
