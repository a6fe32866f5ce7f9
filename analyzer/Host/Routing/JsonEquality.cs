using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>Objects are the same if they say the same.</summary>
internal sealed class JsonEquality : IEqualityComparer<JsonObject>
{
    public bool Equals(JsonObject? x, JsonObject? y) => JsonNode.DeepEquals(x, y);

    public int GetHashCode([DisallowNull] JsonObject obj) => obj.Count;
}
