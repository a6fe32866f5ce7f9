using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Whether a value fits a schema, and where it does not.</summary>
internal static class SchemaValidator
{
    public static SchemaOutcome Validate(JsonNode? value, StructuralSchema schema, string path)
    {
        var outcome = new SchemaOutcome();
        if (value is null)
        {
            Null(schema, path, outcome);
            return outcome;
        }

        CheckType(value, schema, path, outcome);
        CombinedChecks.Check(value, schema, path, outcome);
        ScalarChecks.Check(value, schema, path, outcome);
        switch (value)
        {
            case JsonArray list:
                CheckList(list, schema, path, outcome);
                break;
            case JsonObject o:
                CheckObject(o, schema, path, outcome);
                break;
        }

        outcome.Passed();
        return outcome;
    }

    /// <summary>The JSON schema type of a value.</summary>
    public static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.Number => value.Whole() ? "integer" : "number",
            JsonValueKind.Null => "null",
            _ => "boolean",
        },
    };

    public static string Child(string path, string name) => path.Length == 0 ? name : path + "." + name;

    private static void Null(StructuralSchema schema, string path, SchemaOutcome outcome)
    {
        if (schema.Types.Count > 0 && !schema.Nullable)
        {
            outcome.WrongType(path, "null", schema.Types);
        }
    }

    private static void CheckType(JsonNode value, StructuralSchema schema, string path, SchemaOutcome outcome)
    {
        if (schema.Types.Count == 0)
        {
            return;
        }

        var seen = TypeOf(value);
        if (schema.Types.Contains(seen) || (seen == "integer" && schema.Types.Contains("number")))
        {
            outcome.Passed();
        }
        else
        {
            outcome.WrongType(path, seen, schema.Types);
        }
    }

    private static void CheckList(JsonArray list, StructuralSchema schema, string path, SchemaOutcome outcome)
    {
        for (var i = 0; schema.Items is not null && i < list.Count; i++)
        {
            outcome.Merge(Validate(list[i], schema.Items, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]"));
        }

        if (list.Count < schema.Count.Least)
        {
            outcome.Invalid(path, list.Count, $"{path} in body should have at least {schema.Count.Least} items");
        }

        if (list.Count > schema.Count.Most)
        {
            outcome.Fail("FieldValueTooMany", path, $"Too many: {list.Count}: must have at most {schema.Count.Most} items");
        }

        outcome.Passed();
    }

    private static void CheckObject(JsonObject o, StructuralSchema schema, string path, SchemaOutcome outcome)
    {
        if (o.Count < schema.PropertyCount.Least)
        {
            outcome.Invalid(path, o.CopyNode(), $"{path} in body should have at least {schema.PropertyCount.Least} properties");
            return;
        }

        if (o.Count > schema.PropertyCount.Most)
        {
            outcome.Fail("FieldValueTooMany", path, $"Too many: {o.Count}: must have at most {schema.PropertyCount.Most} items");
            return;
        }

        foreach (var (name, value) in o)
        {
            if ((schema.Properties.GetValueOrDefault(name) ?? schema.Additional) is { } property)
            {
                outcome.Merge(Validate(value, property, Child(path, name)));
            }
        }

        foreach (var missing in schema.Required.Where(r => !o.ContainsKey(r)))
        {
            outcome.Fail("FieldValueRequired", Child(path, missing), "Required value");
        }

        outcome.Passed();
    }
}
