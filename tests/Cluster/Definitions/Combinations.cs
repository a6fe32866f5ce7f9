using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>oneOf, anyOf, allOf and not.</summary>
internal static class Combinations
{
    public static void Check(JsonNode value, JsonObject schema, string path, FieldFaults faults)
    {
        foreach (var part in schema.Objects("allOf"))
        {
            SchemaValidation.Validate(value, part, path, faults);
        }

        if (schema.Array("anyOf") is { Count: > 0 } && !schema.Objects("anyOf").Any(s => SchemaValidation.Fits(value, s)))
        {
            faults.Invalid(path, Shown(value), $"{path} in body must validate at least one schema (anyOf)");
        }

        if (schema.Array("oneOf") is { Count: > 0 } && schema.Objects("oneOf").Count(s => SchemaValidation.Fits(value, s)) != 1)
        {
            faults.Invalid(path, Shown(value), $"{path} in body must validate one and only one schema (oneOf)");
            Explain(value, schema.Objects("oneOf"), path, faults);
        }

        if (schema.Object("not") is { } not && SchemaValidation.Fits(value, not))
        {
            faults.Invalid(path, Shown(value), $"{path} in body must not validate the schema (not)");
        }
    }

    /// <summary>With no alternative fitting, the faults of the one that comes closest are told too.</summary>
    private static void Explain(JsonNode value, IEnumerable<JsonObject> alternatives, string path, FieldFaults faults)
    {
        FieldFaults? best = null;
        foreach (var alternative in alternatives)
        {
            var trial = new FieldFaults();
            SchemaValidation.Validate(value, alternative, path, trial);
            if (!trial.Any)
            {
                return;
            }

            best = best is null || trial.Found.Count < best.Found.Count ? trial : best;
        }

        foreach (var fault in best?.Found ?? [])
        {
            faults.Add(fault.Reason, fault.Field, fault.Message);
        }
    }

    private static JsonNode? Shown(JsonNode value) => value is JsonValue ? value : value.GetValueKind().ToString().ToLowerInvariant();
}
