using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Reads openAPIV3Schema.</summary>
internal static class SchemaReader
{
    private static readonly string[] IntOrStringTypes = ["integer", "string"];

    public static StructuralSchema Read(JsonObject schema)
    {
        var intOrString = schema.Flag("x-kubernetes-int-or-string") == true;
        var read = new StructuralSchema
        {
            Types = intOrString ? IntOrStringTypes : schema.Text("type") is { Length: > 0 } type ? [type] : [],
            IntOrString = intOrString,
            Properties = (schema.Object("properties") ?? []).Where(p => p.Value is JsonObject).ToDictionary(p => p.Key, p => Read((JsonObject)p.Value!)),
            Required = Texts(schema, "required"),
            Items = One(schema, "items"),
            Additional = One(schema, "additionalProperties"),
            AnyAdditional = schema.Flag("additionalProperties") == true,
            KeepsUnknown = schema.Flag("x-kubernetes-preserve-unknown-fields") == true,
            Embedded = schema.Flag("x-kubernetes-embedded-resource") == true,
            Nullable = schema.Flag("nullable") == true,
            Default = schema["default"].CopyNode(),
            Enum = [.. (schema.Array("enum") ?? []).Select(v => v.CopyNode())],
            ListType = schema.Text("x-kubernetes-list-type"),
            ListKeys = Texts(schema, "x-kubernetes-list-map-keys"),
            MapType = schema.Text("x-kubernetes-map-type"),
            Rules = [.. schema.Objects("x-kubernetes-validations").Select(Rule)],
        };
        return WithCombinations(WithLimits(read, schema), schema);
    }

    private static StructuralSchema WithLimits(StructuralSchema read, JsonObject schema) => read with
    {
        Pattern = schema.Text("pattern"),
        PatternMatcher = Matcher(schema.Text("pattern")),
        Format = schema.Text("format"),
        Numbers = new NumberLimits(
            schema["minimum"].Real(), schema.Flag("exclusiveMinimum") == true, schema["maximum"].Real(), schema.Flag("exclusiveMaximum") == true, schema["multipleOf"].Real()),
        Length = new SizeLimits(schema.Number("minLength"), schema.Number("maxLength")),
        Count = new SizeLimits(schema.Number("minItems"), schema.Number("maxItems")),
        PropertyCount = new SizeLimits(schema.Number("minProperties"), schema.Number("maxProperties")),
    };

    /// <summary>What int-or-string stands for is no alternative of its own.</summary>
    private static StructuralSchema WithCombinations(StructuralSchema read, JsonObject schema) => read with
    {
        AllOf = [.. schema.Objects("allOf").Where(s => !read.IntOrString || s.Array("anyOf") is null).Select(Read)],
        AnyOf = read.IntOrString && schema.Objects("anyOf").All(s => s.Count == 1 && s.ContainsKey("type")) ? [] : [.. schema.Objects("anyOf").Select(Read)],
        OneOf = [.. schema.Objects("oneOf").Select(Read)],
        Not = One(schema, "not"),
    };

    private static StructuralSchema? One(JsonObject schema, string field) => schema.Object(field) is { } inner ? Read(inner) : null;

    private static ValidationRule Rule(JsonObject rule) =>
        new(rule.Text("rule") ?? "", rule.Text("message"), rule.Text("messageExpression"), rule.Text("reason"), rule.Text("fieldPath"));

    private static string[] Texts(JsonObject schema, string field) => [.. (schema.Array(field) ?? []).Select(v => v.Text() ?? "")];

    private static Regex? Matcher(string? pattern)
    {
        if (pattern is not { Length: > 0 })
        {
            return null;
        }

        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
