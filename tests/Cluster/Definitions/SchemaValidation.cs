using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Checks a value against a structural schema.</summary>
internal static class SchemaValidation
{
    public static void Validate(JsonNode? value, JsonObject schema, string path, FieldFaults faults)
    {
        if (value is null)
        {
            if (schema.Flag("nullable") != true)
            {
                faults.TypeInvalid(path, "null", $"{path} in body must be of type {schema.Text("type")}: \"null\"");
            }

            return;
        }

        if (!TypeFits(value, schema))
        {
            faults.TypeInvalid(path, value is JsonValue ? value : Word(value), $"{path} in body must be of type {schema.Text("type") ?? "integer,string"}: \"{Word(value)}\"");
            return;
        }

        Enumeration(value, schema, path, faults);
        switch (value)
        {
            case JsonObject o:
                Members(o, schema, path, faults);
                break;
            case JsonArray a:
                Items(a, schema, path, faults);
                break;
            default:
                ScalarValidation.Check(value, schema, path, faults);
                break;
        }

        Combinations.Check(value, schema, path, faults);
    }

    public static bool Fits(JsonNode? value, JsonObject schema)
    {
        var faults = new FieldFaults();
        Validate(value, schema, "", faults);
        return !faults.Any;
    }

    private static bool TypeFits(JsonNode value, JsonObject schema)
    {
        var kind = value.GetValueKind();
        if (schema.Flag("x-kubernetes-int-or-string") == true)
        {
            return kind == JsonValueKind.String || (kind == JsonValueKind.Number && IsWhole(value));
        }

        return schema.Text("type") switch
        {
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            "string" => kind == JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "integer" => kind == JsonValueKind.Number && IsWhole(value),
            "number" => kind == JsonValueKind.Number,
            _ => true,
        };
    }

    private static bool IsWhole(JsonNode value) =>
        decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var d) && d == decimal.Truncate(d);

    private static void Enumeration(JsonNode value, JsonObject schema, string path, FieldFaults faults)
    {
        if (schema.Array("enum") is { } known && !known.Any(k => JsonAccess.Same(k, value)))
        {
            faults.NotSupported(path, value, known.Select(k => k.Text() ?? k?.ToJsonString() ?? "null"));
        }
    }

    private static void Members(JsonObject o, JsonObject schema, string path, FieldFaults faults)
    {
        foreach (var name in (schema.Array("required") ?? []).Select(r => r.Text() ?? "").Where(r => !o.ContainsKey(r)))
        {
            faults.Required(Join(path, name));
        }

        if (schema.Number("maxProperties") is { } most && o.Count > most)
        {
            faults.TooMany(path, o.Count, (int)most);
        }

        if (schema.Number("minProperties") is { } least && o.Count < least)
        {
            faults.Invalid(path, o.Count, $"{path} in body should have at least {least} properties");
        }

        foreach (var (name, child) in o)
        {
            if ((schema.Object("properties", name) ?? schema.Object("additionalProperties")) is { } known)
            {
                Validate(child, known, Join(path, name), faults);
            }
        }
    }

    private static void Items(JsonArray list, JsonObject schema, string path, FieldFaults faults)
    {
        if (schema.Number("maxItems") is { } most && list.Count > most)
        {
            faults.TooMany(path, list.Count, (int)most);
        }

        if (schema.Number("minItems") is { } least && list.Count < least)
        {
            faults.Invalid(path, list.Count, $"{path} in body should have at least {least} items");
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (schema.Object("items") is { } items)
            {
                Validate(list[i], items, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", faults);
            }
        }

        Duplicates(list, schema, path, faults);
    }

    private static void Duplicates(JsonArray list, JsonObject schema, string path, FieldFaults faults)
    {
        var keys = (schema.Array("x-kubernetes-list-map-keys") ?? []).Select(k => k.Text() ?? "").ToList();
        if (schema.Text("x-kubernetes-list-type") is not (("map" or "set") and var rule))
        {
            return;
        }

        JsonNode? Identity(JsonNode? item) => rule == "set" ? item : new JsonObject(keys.Select(k => KeyValuePair.Create(k, item.At(k).CopyNode())));
        for (var i = 0; i < list.Count; i++)
        {
            if (list.Take(i).Any(earlier => JsonAccess.Same(Identity(earlier), Identity(list[i]))))
            {
                faults.Duplicate($"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", Identity(list[i]));
            }
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;

    private static string Word(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => IsWhole(value) ? "integer" : "number",
        _ => "boolean",
    };
}
