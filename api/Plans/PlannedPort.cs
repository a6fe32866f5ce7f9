using System.Text.Json.Serialization;

namespace CanaryMesh.Api.Plans;

/// <summary>One app port that is split. All numbers are 1–65535.</summary>
public sealed record PlannedPort
{
    /// <summary>Name by which Services reach it: the entry's own, or cm-s-NUMBER.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The number the app listens on.</summary>
    [JsonPropertyName("app")]
    public required int App { get; init; }

    /// <summary>The proxy's split listener.</summary>
    [JsonPropertyName("split")]
    public required int Split { get; init; }

    /// <summary>The proxy's direct listener.</summary>
    [JsonPropertyName("direct")]
    public required int Direct { get; init; }

    /// <summary>Name of the container that declares or should declare the port.</summary>
    [JsonPropertyName("container")]
    public required string Container { get; init; }

    /// <summary>True if the entry in the template is ours, since the team declared none.</summary>
    [JsonPropertyName("added")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Added { get; init; }

    internal string? Fault() =>
        string.IsNullOrEmpty(Name) ? "a port of the plan has no name"
        : string.IsNullOrEmpty(Container) ? $"port {Name} of the plan names no container"
        : new[] { App, Split, Direct }.Any(number => number is < 1 or > 65535) ? $"port {Name} of the plan has a number outside 1–65535"
        : null;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PortPlan))]
internal sealed partial class PlanJson : JsonSerializerContext;
