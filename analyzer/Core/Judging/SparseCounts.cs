using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Counts by bucket, most of which are 0, as JSON: how many there are, and those that count, e.g. {"of":130,"17":4}.</summary>
internal sealed class SparseCounts : JsonConverter<IReadOnlyList<long>>
{
    private const string Length = "of";
    private const int Most = 4096;

    public override IReadOnlyList<long> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Of(document.RootElement) ?? throw new JsonException("no counts by bucket");
    }

    /// <summary>The counts; null if these are none.</summary>
    public static IReadOnlyList<long>? Of(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty(Length, out var of) || of.ValueKind is not JsonValueKind.Number || !of.TryGetInt32(out var length) || length is < 0 or > Most)
        {
            return null;
        }

        var counts = new long[length];
        foreach (var member in root.EnumerateObject().Where(member => member.Name != Length))
        {
            if (!int.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= length || member.Value.ValueKind is not JsonValueKind.Number || !member.Value.TryGetInt64(out counts[index]))
            {
                return null;
            }
        }

        return counts;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<long> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber(Length, value.Count);
        for (var index = 0; index < value.Count; index++)
        {
            if (value[index] != 0)
            {
                writer.WriteNumber(index.ToString(CultureInfo.InvariantCulture), value[index]);
            }
        }

        writer.WriteEndObject();
    }
}
