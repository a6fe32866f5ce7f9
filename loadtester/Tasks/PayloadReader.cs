using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryMesh.LoadTester.Tasks;

/// <summary>Reads a webhook call, whatever its content type says: curl -d says it is a form.</summary>
internal static partial class PayloadReader
{
    public static Payload? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, PayloadContext.Default.Payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
    [JsonSerializable(typeof(Payload))]
    private sealed partial class PayloadContext : JsonSerializerContext;
}
