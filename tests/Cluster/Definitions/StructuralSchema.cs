using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>A schema of a definition, read once and asked for every object.</summary>
internal sealed record StructuralSchema
{
    /// <summary>The types a value may have; empty is any.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    public IReadOnlyDictionary<string, StructuralSchema> Properties { get; init; } = new Dictionary<string, StructuralSchema>();

    public IReadOnlyList<string> Required { get; init; } = [];

    public StructuralSchema? Items { get; init; }

    /// <summary>The schema of properties that have no name of their own.</summary>
    public StructuralSchema? Additional { get; init; }

    /// <summary>additionalProperties: true.</summary>
    public bool AnyAdditional { get; init; }

    public bool KeepsUnknown { get; init; }

    public bool Embedded { get; init; }

    public bool IntOrString { get; init; }

    public bool Nullable { get; init; }

    public JsonNode? Default { get; init; }

    public IReadOnlyList<JsonNode?> Enum { get; init; } = [];

    public string? Pattern { get; init; }

    public Regex? PatternMatcher { get; init; }

    public string? Format { get; init; }

    public NumberLimits Numbers { get; init; } = NumberLimits.None;

    public SizeLimits Length { get; init; } = SizeLimits.None;

    public SizeLimits Count { get; init; } = SizeLimits.None;

    public SizeLimits PropertyCount { get; init; } = SizeLimits.None;

    public IReadOnlyList<StructuralSchema> AllOf { get; init; } = [];

    public IReadOnlyList<StructuralSchema> AnyOf { get; init; } = [];

    public IReadOnlyList<StructuralSchema> OneOf { get; init; } = [];

    public StructuralSchema? Not { get; init; }

    public string? ListType { get; init; }

    public IReadOnlyList<string> ListKeys { get; init; } = [];

    public string? MapType { get; init; }

    public IReadOnlyList<ValidationRule> Rules { get; init; } = [];

    /// <summary>Whether there is a rule here or further down.</summary>
    public bool HasRules => hasRules ??= Rules.Count > 0 || Properties.Values.Any(p => p.HasRules) || Items?.HasRules == true || Additional?.HasRules == true;

    private bool? hasRules;
}
