using System.Text.Json;

namespace CanaryMesh.Manifests.Tests.Charts;

/// <summary>One value of a chart: its path, and a legal one other than the default. None where only one is legal.</summary>
internal sealed record SchemaLeaf(string Path, string? Example)
{
    /// <summary>The switch beside it, without which it says nothing.</summary>
    public string? Switch { get; init; }

    public static IEnumerable<SchemaLeaf> Of(JsonElement schema, string prefix = "")
    {
        var properties = schema.GetProperty("properties");
        var enabled = prefix.Length > 0 && properties.TryGetProperty("enabled", out var found) && found.TryGetProperty("type", out _) ? prefix + "enabled" : null;
        foreach (var property in properties.EnumerateObject().Where(each => each.Value.ValueKind is JsonValueKind.Object))
        {
            var path = prefix + property.Name;
            if (property.Value.TryGetProperty("properties", out _) && !property.Value.TryGetProperty("examples", out _))
            {
                foreach (var leaf in Of(property.Value, path + "."))
                {
                    yield return leaf;
                }
            }
            else
            {
                yield return new(path, ExampleOf(property.Value)) { Switch = enabled == path ? null : enabled };
            }
        }
    }

    private static string? ExampleOf(JsonElement value) => value.TryGetProperty("examples", out var examples)
        ? examples[0].GetRawText()
        : value.TryGetProperty("const", out _) ? null : throw new InvalidDataException($"no example: {value}");
}
