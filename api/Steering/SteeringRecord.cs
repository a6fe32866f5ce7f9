using System.Text.Json;
using System.Text.Json.Serialization;

namespace CanaryMesh.Api.Steering;

/// <summary>The steering annotation of a Service, version 1: for each Service port what its target port was and what it is to be.
/// The analyzer writes only this; the steer entry changes the port in admission, so that the field has no new owner.</summary>
public sealed record SteeringRecord
{
    /// <summary>Version of the form; 1.</summary>
    [JsonPropertyName("v")]
    public required int V { get; init; }

    /// <summary>True: target ports are the steered names. False: they are put back to their originals.</summary>
    [JsonPropertyName("on")]
    public required bool On { get; init; }

    /// <summary>One entry per steered Service port.</summary>
    [JsonPropertyName("ports")]
    public IReadOnlyList<SteeredPort> Ports { get; init; } = [];

    /// <summary>The annotation's value.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SteeringJson.Default.SteeringRecord);

    /// <summary>Reads an annotation's value; null if it is no record of version 1.</summary>
    public static SteeringRecord? Parse(string? text)
    {
        try
        {
            var record = text is null ? null : JsonSerializer.Deserialize(text, SteeringJson.Default.SteeringRecord);
            return record is { V: 1 } ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One steered port of a Service.</summary>
public sealed record SteeredPort
{
    /// <summary>The Service's own port number.</summary>
    [JsonPropertyName("port")]
    public required int Port { get; init; }

    /// <summary>The original numeric target port.</summary>
    [JsonPropertyName("from")]
    public required int From { get; init; }

    /// <summary>The port name to target.</summary>
    [JsonPropertyName("to")]
    public required string To { get; init; }
}

[JsonSerializable(typeof(SteeringRecord))]
internal sealed partial class SteeringJson : JsonSerializerContext;
