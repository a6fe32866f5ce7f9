using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CanaryMesh.Api.Tests.Support;

/// <summary>What an API server would refuse (and, with strict, prune) of a document; the part of the schema language that CRDs use.</summary>
internal static class SchemaValidator
{
    public static IReadOnlyList<string> Faults(JsonNode schema, JsonNode? value, bool strict = false, string path = "") =>
    [
        .. TypeFaults(schema, value, path),
        .. ChoiceFaults(schema, value, path),
        .. value switch
        {
            JsonObject members => ObjectFaults(schema, members, strict, path),
            JsonArray items => ArrayFaults(schema, items, strict, path),
            JsonValue scalar => ScalarFaults(schema, scalar, path),
            _ => [],
        },
    ];

    private static IEnumerable<string> TypeFaults(JsonNode schema, JsonNode? value, string path)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var fits = (bool?)schema["x-kubernetes-int-or-string"] is true
            ? kind is JsonValueKind.Number or JsonValueKind.String
            : (string?)schema["type"] switch
            {
                "object" => kind is JsonValueKind.Object,
                "array" => kind is JsonValueKind.Array,
                "string" => kind is JsonValueKind.String,
                "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
                "number" => kind is JsonValueKind.Number,
                "integer" => kind is JsonValueKind.Number && Number(value!) == decimal.Truncate(Number(value!)),
                _ => true,
            };
        return fits ? [] : [$"{path}: {kind} is not {schema["type"]}"];
    }

    private static IEnumerable<string> ChoiceFaults(JsonNode schema, JsonNode? value, string path)
    {
        bool Holds(JsonNode? branch) => Faults(branch!, value).Count is 0;
        if (schema["oneOf"] is JsonArray one && one.Count(Holds) is not 1)
        {
            yield return $"{path}: not exactly one of oneOf";
        }
        if (schema["anyOf"] is JsonArray any && !any.Any(Holds))
        {
            yield return $"{path}: none of anyOf";
        }
        if (schema["not"] is { } not && Holds(not))
        {
            yield return $"{path}: is what it must not be";
        }
    }

    private static IEnumerable<string> ObjectFaults(JsonNode schema, JsonObject members, bool strict, string path)
    {
        var properties = schema["properties"] as JsonObject;
        var others = schema["additionalProperties"];
        var missing = (schema["required"]?.AsArray() ?? []).Select(name => (string)name!).Where(name => !members.ContainsKey(name));
        var inner = members.SelectMany(each => (properties?[each.Key] ?? others) is { } known
            ? Faults(known, each.Value, strict, $"{path}.{each.Key}")
            : strict && properties is not null ? [$"{path}.{each.Key}: unknown"] : []);
        return [.. missing.Select(name => $"{path}.{name}: missing"), .. Bounds(schema, "Properties", members.Count, path), .. inner];
    }

    private static IEnumerable<string> ArrayFaults(JsonNode schema, JsonArray items, bool strict, string path) =>
        [.. Bounds(schema, "Items", items.Count, path), .. schema["items"] is { } item ? items.SelectMany((each, at) => Faults(item, each, strict, $"{path}[{at}]")) : []];

    private static IEnumerable<string> ScalarFaults(JsonNode schema, JsonValue value, string path)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(each => JsonNode.DeepEquals(each, value)))
        {
            yield return $"{path}: {value} is none of the enum";
        }
        if (value.GetValueKind() is JsonValueKind.String && schema["pattern"] is { } pattern && !Regex.IsMatch((string)value!, (string)pattern!))
        {
            yield return $"{path}: {value} does not match {pattern}";
        }
        var size = value.GetValueKind() is JsonValueKind.String ? Bounds(schema, "Length", ((string)value!).Length, path)
            : value.GetValueKind() is JsonValueKind.Number ? Bounds(schema, "imum", Number(value), path)
            : [];
        foreach (var fault in size)
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Bounds(JsonNode schema, string what, decimal size, string path) =>
        schema["min" + what] is { } least && size < Number(least) ? [$"{path}: below min{what}"]
        : schema["max" + what] is { } most && size > Number(most) ? [$"{path}: above max{what}"]
        : [];

    private static decimal Number(JsonNode value) => decimal.Parse(
        value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
}
