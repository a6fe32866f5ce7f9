using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>Rules that take every request, and leave none to those behind them.</summary>
internal static class OpenRule
{
    public static bool Is(JsonObject rule) => rule["match"] is not JsonArray { Count: > 0 } match || match.Any(IsOpen);

    private static bool IsOpen(JsonNode? match) => match is JsonObject { Count: 0 } || (match is JsonObject { Count: 1 } && match.Text("uri", "prefix") == "/");
}
