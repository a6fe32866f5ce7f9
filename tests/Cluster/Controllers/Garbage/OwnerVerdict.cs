using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Controllers.Garbage;

/// <summary>An object's owners: those that live, those that are gone, and those that wait for it to go.</summary>
internal sealed record OwnerVerdict(IReadOnlyList<JsonObject> Solid, IReadOnlyList<JsonObject> Dangling, IReadOnlyList<JsonObject> Waiting);
