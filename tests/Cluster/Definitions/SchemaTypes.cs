using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>A definition's schema as field types, for ownership of fields.</summary>
internal static class SchemaTypes
{
    public static FieldType Root(JsonObject schema)
    {
        var type = Of(schema);
        return new FieldType(FieldShape.Struct)
        {
            KeepsUnknown = type.KeepsUnknown,
            FieldSource = () => new Dictionary<string, FieldType>(type.Fields, StringComparer.Ordinal)
            {
                ["metadata"] = ModelTypes.Metadata,
                ["apiVersion"] = new(FieldShape.Text),
                ["kind"] = new(FieldShape.Text),
            },
        };
    }

    private static FieldType Of(JsonObject schema)
    {
        if (schema.Flag("x-kubernetes-int-or-string") == true)
        {
            return new FieldType(FieldShape.IntOrString);
        }

        return schema.Text("type") switch
        {
            "object" => OfObject(schema),
            "array" => OfList(schema),
            "string" => new FieldType(FieldShape.Text),
            "integer" => new FieldType(FieldShape.Long),
            "number" => new FieldType(FieldShape.Number),
            "boolean" => new FieldType(FieldShape.Flag),
            _ => new FieldType(FieldShape.Any),
        };
    }

    private static FieldType OfObject(JsonObject schema)
    {
        var atomic = schema.Text("x-kubernetes-map-type") == "atomic";
        if (schema.Object("additionalProperties") is { } element)
        {
            return new FieldType(FieldShape.Map) { Element = Of(element), Atomic = atomic };
        }

        if (schema.Object("properties") is not { } properties)
        {
            return new FieldType(FieldShape.Any) { Atomic = atomic };
        }

        return new FieldType(FieldShape.Struct)
        {
            Atomic = atomic,
            KeepsUnknown = schema.Flag("x-kubernetes-preserve-unknown-fields") == true,
            FieldSource = () => properties.Where(p => p.Value is JsonObject).ToDictionary(p => p.Key, p => Of((JsonObject)p.Value!), StringComparer.Ordinal),
        };
    }

    private static FieldType OfList(JsonObject schema) => new(FieldShape.List)
    {
        Element = schema.Object("items") is { } items ? Of(items) : new FieldType(FieldShape.Any),
        Rule = schema.Text("x-kubernetes-list-type") switch { "map" => ListRule.Map, "set" => ListRule.Set, _ => ListRule.Atomic },
        Keys = [.. (schema.Array("x-kubernetes-list-map-keys") ?? []).Select(k => k.Text() ?? "")],
    };
}
