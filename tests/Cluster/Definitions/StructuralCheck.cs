using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Whether a schema is structural: everything it names has a type.</summary>
internal static class StructuralCheck
{
    private static readonly string[] Types = ["array", "boolean", "integer", "number", "object", "string"];

    public static void Check(JsonObject schema, string path, FieldFaults faults)
    {
        if (schema.Text("type") is { Length: > 0 } and not "object" and var type)
        {
            faults.Invalid(path + ".type", type, "must be object at the root");
        }

        Walk(schema, path, faults, root: true);
    }

    private static void Walk(JsonObject schema, string path, FieldFaults faults, bool root)
    {
        CheckType(schema, path, faults, root);
        if (schema.Text("type") == "array" && schema.Object("items") is null)
        {
            faults.Required(path + ".items", "must be specified");
        }

        if (schema.Flag("uniqueItems") == true)
        {
            faults.Forbidden(path + ".uniqueItems", "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
        }

        CheckListType(schema, path, faults);
        foreach (var (name, inner) in schema.Object("properties") ?? [])
        {
            if (inner is JsonObject property)
            {
                Walk(property, $"{path}.properties[{name}]", faults, root: false);
            }
        }

        foreach (var field in (ReadOnlySpan<string>)["items", "additionalProperties"])
        {
            if (schema.Object(field) is { } inner)
            {
                Walk(inner, $"{path}.{field}", faults, root: false);
            }
        }
    }

    private static void CheckType(JsonObject schema, string path, FieldFaults faults, bool root)
    {
        var free = schema.Flag("x-kubernetes-int-or-string") == true || (!root && schema.Flag("x-kubernetes-preserve-unknown-fields") == true);
        var type = schema.Text("type") ?? "";
        if (type.Length == 0 && !free)
        {
            faults.Required(path + ".type", root ? "must not be empty at the root" : "must not be empty for specified object fields");
        }
        else if (type.Length > 0 && !Types.Contains(type))
        {
            faults.NotSupported(path + ".type", type, Types);
        }
    }

    private static void CheckListType(JsonObject schema, string path, FieldFaults faults)
    {
        if (schema.Text("x-kubernetes-list-type") is not { } rule)
        {
            return;
        }

        if (schema.Text("type") != "array")
        {
            faults.Invalid(path + ".type", schema.Text("type") ?? "", "must be array if x-kubernetes-list-type is specified");
        }

        if (rule == "map" && schema.Array("x-kubernetes-list-map-keys") is not { Count: > 0 })
        {
            faults.Required(path + ".x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map");
        }
    }
}
