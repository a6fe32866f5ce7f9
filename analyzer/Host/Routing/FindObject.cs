using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>An object of the intent's namespace as the cache has it; null if there is none.</summary>
internal delegate JsonObject? FindObject(KubeKind kind, string name);
