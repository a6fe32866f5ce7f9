using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Where a judged version is kept: the ConfigMap, the Canary it goes with, and when the version's trial began.</summary>
internal sealed record JudgedPlace(ObjectKey Key, string Label, JsonObject Owner, string Since);
