using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Admission;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using Cel;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>x-kubernetes-validations: rules in CEL over a value and what it was before.</summary>
internal static class DefinedRules
{
    public static void Check(JsonNode? value, JsonNode? old, JsonObject? schema, string path, FieldFaults faults)
    {
        if (value is null || schema is null)
        {
            return;
        }

        foreach (var rule in schema.Objects("x-kubernetes-validations"))
        {
            One(rule, value, old, path, faults);
        }

        if (value is JsonObject o)
        {
            foreach (var (name, child) in o)
            {
                var known = schema.Object("properties", name) ?? schema.Object("additionalProperties");
                Check(child, old.At(name), known, path.Length == 0 ? name : path + "." + name, faults);
            }
        }
        else if (value is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                Check(list[i], null, schema.Object("items"), $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", faults);
            }
        }
    }

    private static void One(JsonObject rule, JsonNode value, JsonNode? old, string path, FieldFaults faults)
    {
        var expression = rule.Text("rule") ?? "";
        if (old is null && expression.Contains("oldSelf", StringComparison.Ordinal))
        {
            return;
        }

        var variables = new ConditionVariables(null, null, [], new AuthorizerQuery(_ => false)) { Extra = new Dictionary<string, JsonNode?> { ["self"] = value, ["oldSelf"] = old } };
        var field = rule.Text("fieldPath") is { } sub ? path + sub : path;
        var message = rule.Text("message") ?? "failed rule: " + expression;
        try
        {
            if (!CelCondition.Evaluate(expression, variables))
            {
                Refuse(rule, value, field, message, faults);
            }
        }
        catch (CelException fault)
        {
            faults.Invalid(field, value is JsonValue ? value : "object", "rule evaluation error: " + fault.Message);
        }
    }

    private static void Refuse(JsonObject rule, JsonNode value, string field, string message, FieldFaults faults)
    {
        switch (rule.Text("reason"))
        {
            case "FieldValueForbidden":
                faults.Forbidden(field, message);
                break;
            case "FieldValueRequired":
                faults.Required(field, message);
                break;
            case "FieldValueDuplicate":
                faults.Duplicate(field, value);
                break;
            default:
                faults.Invalid(field, value is JsonValue ? value : "object", message);
                break;
        }
    }
}
