using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>x-kubernetes-validations: those of states without an old object, those of transitions with one.</summary>
internal static class RuleChecks
{
    public static void Check(JsonNode? value, JsonNode? old, StructuralSchema schema, FieldFaults faults) => Check(value, old, schema, "", old is not null, faults);

    private static void Check(JsonNode? value, JsonNode? old, StructuralSchema schema, string path, bool transition, FieldFaults faults)
    {
        if (value is null || !schema.HasRules || (transition && old is null))
        {
            return;
        }

        foreach (var rule in schema.Rules.Where(r => RuleExpressions.IsTransition(r) == transition))
        {
            Apply(rule, value, old, path, faults);
        }

        switch (value)
        {
            case JsonObject o:
                foreach (var (name, inner) in o)
                {
                    if ((schema.Properties.GetValueOrDefault(name) ?? schema.Additional) is { } property)
                    {
                        Check(inner, old.At(name), property, SchemaValidator.Child(path, name), transition, faults);
                    }
                }

                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    Check(list[i], Former(list[i], old as JsonArray, schema), items, $"{path}[{i}]", transition, faults);
                }

                break;
        }
    }

    /// <summary>Elements of a list are the same ones only by their keys.</summary>
    private static JsonNode? Former(JsonNode? item, JsonArray? old, StructuralSchema schema) => schema.ListType == "map"
        ? old?.FirstOrDefault(o => schema.ListKeys.All(k => JsonAccess.Same(o.At(k), item.At(k))))
        : null;

    private static void Apply(ValidationRule rule, JsonNode value, JsonNode? old, string path, FieldFaults faults)
    {
        if (RuleExpressions.Holds(rule.Rule, value, old) != false)
        {
            return;
        }

        var said = RuleExpressions.Text(rule.MessageExpression, value, old) ?? rule.Message ?? $"failed rule: {rule.Rule}";
        var field = rule.FieldPath is { Length: > 0 } inner ? SchemaValidator.Child(path, inner.TrimStart('.')) : path;
        var reason = rule.Reason ?? "FieldValueInvalid";
        var shown = value is JsonObject or JsonArray ? "" : JsonText.Write(value) + ": ";
        faults.Add(reason, field.Length == 0 ? "<nil>" : field, reason switch
        {
            "FieldValueRequired" => $"Required value: {said}",
            "FieldValueForbidden" => $"Forbidden: {said}",
            "FieldValueDuplicate" => $"Duplicate value: {shown}",
            _ => $"Invalid value: {shown}{said}",
        });
    }
}
