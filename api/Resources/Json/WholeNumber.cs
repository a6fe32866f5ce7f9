using System.Text.Json;

namespace CanaryMesh.Api.Resources.Json;

internal static class WholeNumber
{
    // The schema says "number", so 5.0 and 5e0 are legal spellings of 5; "5" and 5.5 are not.
    internal static long Read(ref Utf8JsonReader reader, long least, long most)
    {
        if (reader.TokenType is not JsonTokenType.Number)
        {
            throw new JsonException($"expected a number, not {reader.TokenType}");
        }
        if (!reader.TryGetDecimal(out var value) || decimal.Truncate(value) != value || value < least || value > most)
        {
            throw new JsonException($"expected a whole number from {least} to {most}");
        }
        return (long)value;
    }
}
