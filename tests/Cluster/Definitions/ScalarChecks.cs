using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Texts, numbers and enumerations.</summary>
internal static class ScalarChecks
{
    public static void Check(JsonNode value, StructuralSchema schema, string path, SchemaOutcome outcome)
    {
        if (value.Text() is { } text)
        {
            CheckText(text, schema, path, outcome);
        }
        else if (value.Real() is { } number)
        {
            CheckNumber(value, number, schema, path, outcome);
        }

        CheckEnum(value, schema, path, outcome);
        outcome.Passed();
    }

    private static void CheckText(string text, StructuralSchema schema, string path, SchemaOutcome outcome)
    {
        var length = schema.Length == SizeLimits.None ? 0 : text.EnumerateRunes().Count();
        if (length > schema.Length.Most)
        {
            outcome.Fail("FieldValueTooLong", path, $"Too long: may not be more than {schema.Length.Most} bytes");
        }

        if (length < schema.Length.Least)
        {
            outcome.Invalid(path, text, $"{path} in body should be at least {schema.Length.Least} chars long");
        }

        if (schema.PatternMatcher?.IsMatch(text) == false)
        {
            outcome.Invalid(path, text, $"{path} in body should match '{schema.Pattern}'");
        }

        if (schema.Format is { } format && !TextFormats.Fits(format, text))
        {
            var shown = JsonText.Write(text);
            outcome.Fail("FieldValueTypeInvalid", path, $"Invalid value: {shown}: {path} in body must be of type {format}: {shown}");
        }
    }

    private static void CheckNumber(JsonNode value, double number, StructuralSchema schema, string path, SchemaOutcome outcome)
    {
        var limits = schema.Numbers;
        if (number > limits.Most || (limits.BelowMost && number == limits.Most))
        {
            outcome.Invalid(path, value.CopyNode(), $"{path} in body should be less than {(limits.BelowMost ? "" : "or equal to ")}{NumberText.Short(limits.Most!.Value)}");
        }

        if (number < limits.Least || (limits.AboveLeast && number == limits.Least))
        {
            outcome.Invalid(path, value.CopyNode(), $"{path} in body should be greater than {(limits.AboveLeast ? "" : "or equal to ")}{NumberText.Short(limits.Least!.Value)}");
        }

        if (limits.MultipleOf is > 0 and var step && Math.Abs(Math.IEEERemainder(number, step)) > 1e-9)
        {
            outcome.Invalid(path, value.CopyNode(), $"{path} in body should be a multiple of {NumberText.Short(step)}");
        }

        if (schema.Format == "int32" && number is < int.MinValue or > int.MaxValue)
        {
            outcome.Fail("FieldValueTypeInvalid", path, $"Invalid value: {JsonText.Write(value)}: {path} in body must be of type int32: \"{JsonText.Write(value)}\"");
        }
    }

    private static void CheckEnum(JsonNode value, StructuralSchema schema, string path, SchemaOutcome outcome)
    {
        if (schema.Enum.Count == 0 || schema.Enum.Any(e => Equal(e, value)))
        {
            return;
        }

        var known = schema.Enum.Select(e => JsonText.Write(e.Text() ?? JsonText.Write(e)));
        outcome.Fail("FieldValueNotSupported", path, $"Unsupported value: {JsonText.Write(value)}: supported values: {string.Join(", ", known)}");
    }

    private static bool Equal(JsonNode? one, JsonNode value) =>
        value.GetValueKind() == JsonValueKind.Number ? one.Real() == value.Real() : JsonAccess.Same(one, value);
}
