using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>A Canary that can be worked with: as it was written, of which routes are made, as it was read, and what it asks for.</summary>
internal sealed record GoodSpec(JsonObject Raw, Canary Canary, RolloutSpec Spec);
