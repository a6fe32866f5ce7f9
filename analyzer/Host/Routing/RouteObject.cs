using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>An object to be written whole. It carries the resource version of the one it was made of, so a change in between is a conflict.</summary>
internal sealed record RouteObject(KubeKind Kind, JsonObject Body);
