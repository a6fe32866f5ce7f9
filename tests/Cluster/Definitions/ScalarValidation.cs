using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Checks texts and numbers.</summary>
internal static class ScalarValidation
{
    public static void Check(JsonNode value, JsonObject schema, string path, FieldFaults faults)
    {
        if (value.Text() is { } text)
        {
            Text(text, schema, path, faults);
        }
        else if (decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            Number(number, value, schema, path, faults);
        }
    }

    private static void Text(string text, JsonObject schema, string path, FieldFaults faults)
    {
        if (schema.Number("maxLength") is { } most && text.Length > most)
        {
            faults.TooLong(path, (int)most);
        }

        if (schema.Number("minLength") is { } least && text.Length < least)
        {
            faults.Invalid(path, text, $"{path} in body should be at least {least} chars long");
        }

        if (schema.Text("pattern") is { Length: > 0 } pattern && !Matches(text, pattern))
        {
            faults.Invalid(path, text, $"{path} in body should match '{pattern}'");
        }

        if (schema.Text("format") is { } format && !FormatFits(text, format))
        {
            faults.Invalid(path, text, $"{path} in body must be of type {format}: \"{text}\"");
        }
    }

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern.Replace("\\z", "\\z", StringComparison.Ordinal), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static bool FormatFits(string text, string format) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _) && text.Contains('T', StringComparison.OrdinalIgnoreCase),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "ipv4" or "ipv6" => System.Net.IPAddress.TryParse(text, out _),
        "uuid" => Guid.TryParse(text, out _),
        _ => true,
    };

    private static void Number(decimal number, JsonNode value, JsonObject schema, string path, FieldFaults faults)
    {
        if (Bound(schema, "minimum") is { } min && (number < min || (schema.Flag("exclusiveMinimum") == true && number == min)))
        {
            faults.Invalid(path, value, $"{path} in body should be greater than or equal to {min}");
        }

        if (Bound(schema, "maximum") is { } max && (number > max || (schema.Flag("exclusiveMaximum") == true && number == max)))
        {
            faults.Invalid(path, value, $"{path} in body should be less than or equal to {max}");
        }

        if (Bound(schema, "multipleOf") is { } step && step != 0 && number % step != 0)
        {
            faults.Invalid(path, value, $"{path} in body should be a multiple of {step}");
        }

        if (schema.Text("format") == "int32" && number is < int.MinValue or > int.MaxValue)
        {
            faults.Invalid(path, value, $"{path} in body must be of type int32: \"{number}\"");
        }
    }

    private static decimal? Bound(JsonObject schema, string name) =>
        schema[name] is { } value && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var d) ? d : null;
}
