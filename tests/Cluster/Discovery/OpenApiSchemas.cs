using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Discovery;

/// <summary>The kinds' types as OpenAPI schemas.</summary>
internal sealed class OpenApiSchemas
{
    public string Prefix { get; init; } = "#/components/schemas/";

    public JsonObject Document { get; } = [];

    public static JsonObject GroupVersionKind(ResourceKind kind) =>
        new() { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind };

    public void Add(ResourceKind kind)
    {
        if (kind.Schema is not { } type)
        {
            return;
        }

        var name = kind.Defined ? $"{kind.Group}.{kind.Version}.{kind.Kind}" : NameOf(type);
        var schema = kind.OpenApi?.Copy() ?? Struct(type);
        schema["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKind(kind));
        Document[name] = schema;
    }

    private static string NameOf(FieldType type) => "io.k8s.api." + type.Name;

    private JsonObject Reference(FieldType type)
    {
        var name = NameOf(type);
        if (!Document.ContainsKey(name))
        {
            Document[name] = new JsonObject();
            Document[name] = Struct(type);
        }

        return new JsonObject { ["$ref"] = Prefix + name };
    }

    private JsonObject Struct(FieldType type)
    {
        var properties = new JsonObject();
        foreach (var (name, field) in type.Fields)
        {
            properties[name] = Field(field);
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties };
    }

    private JsonObject Field(FieldType type)
    {
        switch (type.Shape)
        {
            case FieldShape.Struct:
                return Reference(type);
            case FieldShape.Map:
                return new JsonObject { ["type"] = "object", ["additionalProperties"] = Field(type.Element!) };
            case FieldShape.List:
                return List(type);
            case FieldShape.Any:
                return new JsonObject { ["x-kubernetes-preserve-unknown-fields"] = true };
            default:
                return Scalar(type.Shape);
        }
    }

    private JsonObject List(FieldType type)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Field(type.Element!) };
        if (type.MergeKey is { } key)
        {
            schema["x-kubernetes-patch-strategy"] = type.RetainKeys ? "merge,retainKeys" : "merge";
            if (key.Length > 0)
            {
                schema["x-kubernetes-patch-merge-key"] = key;
            }
        }

        if (type.Rule == ListRule.Map)
        {
            schema["x-kubernetes-list-type"] = "map";
            schema["x-kubernetes-list-map-keys"] = new JsonArray([.. type.Keys.Select(k => JsonValue.Create(k))]);
        }

        return schema;
    }

    private static JsonObject Scalar(FieldShape shape) => shape switch
    {
        FieldShape.Integer => new JsonObject { ["type"] = "integer", ["format"] = "int32" },
        FieldShape.Long => new JsonObject { ["type"] = "integer", ["format"] = "int64" },
        FieldShape.Number => new JsonObject { ["type"] = "number", ["format"] = "double" },
        FieldShape.Flag => new JsonObject { ["type"] = "boolean" },
        FieldShape.IntOrString => new JsonObject { ["type"] = "string", ["format"] = "int-or-string" },
        FieldShape.Time or FieldShape.MicroTime => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        FieldShape.Bytes => new JsonObject { ["type"] = "string", ["format"] = "byte" },
        _ => new JsonObject { ["type"] = "string" },
    };
}
