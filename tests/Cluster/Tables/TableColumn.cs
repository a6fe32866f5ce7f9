using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Tables;

/// <summary>One column of kubectl get.</summary>
internal sealed record TableColumn(string Name, string Type, string Format, string Description, int Priority, Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    public JsonObject Definition() =>
        new() { ["name"] = Name, ["type"] = Type, ["format"] = Format, ["description"] = Description, ["priority"] = Priority };
}
