using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Api.Resources.Json;

internal sealed class CanaryPhaseConverter : JsonConverter<CanaryPhase>
{
    public override CanaryPhase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
        return CanaryPhases.TryParse(name, out var phase) ? phase : throw new JsonException("not a phase of a Canary");
    }

    public override void Write(Utf8JsonWriter writer, CanaryPhase value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name());
}
