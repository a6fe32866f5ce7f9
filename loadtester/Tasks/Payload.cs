using System.Text.Json.Serialization;

namespace CanaryMesh.LoadTester.Tasks;

/// <summary>The body of a webhook call; what else is in it is of no concern here.</summary>
internal sealed record Payload(string? Name, string? Namespace, [property: JsonPropertyName("metadata")] Dictionary<string, string>? Metadata)
{
    [JsonIgnore]
    public string Canary => $"{Name}.{Namespace}";
}
