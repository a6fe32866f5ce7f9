using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryMesh.Api.Resources.Json;

internal sealed class IntOrStringConverter : JsonConverter<IntOrString>
{
    public override IntOrString Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number => IntOrString.Of((int)WholeNumber.Read(ref reader, int.MinValue, int.MaxValue)),
            JsonTokenType.String => IntOrString.Of(reader.GetString()!),
            _ => throw new JsonException($"expected a number or a string, not {reader.TokenType}"),
        };

    public override void Write(Utf8JsonWriter writer, IntOrString value, JsonSerializerOptions options)
    {
        if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else
        {
            writer.WriteNumberValue(value.Number ?? 0);
        }
    }
}
