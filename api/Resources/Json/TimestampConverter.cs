using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryMesh.Api.Resources.Json;

internal sealed class TimestampConverter : JsonConverter<DateTimeOffset>
{
    // Kubernetes writes UTC with a Z and whole seconds; fractions appear only where a time has them.
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
