using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>One step of a JSON path: a field, an index, all, or those whose field has a value.</summary>
internal sealed record JsonPathStep(string? Field, int? Index, string[]? FilterPath, string? FilterValue);
