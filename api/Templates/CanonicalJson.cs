using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CanaryMesh.Api.Templates;

/// <summary>JSON in one form only: keys in ordinal order, no nulls, no spaces, numbers as their shortest text.</summary>
public static class CanonicalJson
{
    /// <summary>The canonical UTF-8 text of a value.</summary>
    public static byte[] Utf8(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, node);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                WriteObject(writer, map);
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValue value:
                WriteValue(writer, value);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonObject map)
    {
        writer.WriteStartObject();
        foreach (var (name, child) in map.Where(pair => pair.Value is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            Write(writer, child);
        }

        writer.WriteEndObject();
    }

    // 1, 1.0 and 1e0 are one number: whole numbers are written as such, others in their round-trip form.
    private static void WriteValue(Utf8JsonWriter writer, JsonValue value)
    {
        if (value.GetValueKind() is not JsonValueKind.Number)
        {
            value.WriteTo(writer);
        }
        else if (decimal.TryParse(value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue)
        {
            writer.WriteNumberValue((long)number);
        }
        else
        {
            value.WriteTo(writer);
        }
    }
}
