using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>anyOf, oneOf, allOf and not.</summary>
internal static class CombinedChecks
{
    public static void Check(JsonNode value, StructuralSchema schema, string path, SchemaOutcome outcome)
    {
        AnyOf(value, schema, path, outcome);
        OneOf(value, schema, path, outcome);
        AllOf(value, schema, path, outcome);
        if (schema.Not is { } not && SchemaValidator.Validate(value, not, path).Valid)
        {
            outcome.Combination($"\"{path}\" must not validate the schema (not)");
        }

        outcome.Passed();
    }

    private static void AnyOf(JsonNode value, StructuralSchema schema, string path, SchemaOutcome outcome)
    {
        if (schema.AnyOf.Count == 0)
        {
            return;
        }

        SchemaOutcome? best = null;
        foreach (var alternative in schema.AnyOf)
        {
            var tried = SchemaValidator.Validate(value, alternative, path);
            if (tried.Valid)
            {
                outcome.Merge(tried);
                return;
            }

            best = best is null || tried.Matches > best.Matches ? tried : best;
        }

        outcome.Combination($"\"{path}\" must validate at least one schema (anyOf)");
        outcome.Merge(best!);
    }

    private static void OneOf(JsonNode value, StructuralSchema schema, string path, SchemaOutcome outcome)
    {
        if (schema.OneOf.Count == 0)
        {
            return;
        }

        List<SchemaOutcome> tried = [.. schema.OneOf.Select(s => SchemaValidator.Validate(value, s, path))];
        List<SchemaOutcome> valid = [.. tried.Where(t => t.Valid)];
        if (valid is [var only])
        {
            outcome.Merge(only);
            return;
        }

        var found = valid.Count == 0 ? "Found none valid" : $"Found {valid.Count} valid alternatives";
        outcome.Combination($"\"{path}\" must validate one and only one schema (oneOf). {found}");
        if (valid.Count == 0)
        {
            outcome.Merge(tried.MaxBy(t => t.Matches)!);
        }
    }

    private static void AllOf(JsonNode value, StructuralSchema schema, string path, SchemaOutcome outcome)
    {
        var valid = 0;
        foreach (var part in schema.AllOf)
        {
            var tried = SchemaValidator.Validate(value, part, path);
            valid += tried.Valid ? 1 : 0;
            outcome.Merge(tried);
        }

        if (valid < schema.AllOf.Count)
        {
            outcome.Combination($"\"{path}\" must validate all the schemas (allOf){(valid == 0 ? ". None validated" : "")}");
        }
    }
}
