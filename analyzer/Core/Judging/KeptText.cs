using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>A text → what was kept as it, or the first thing that is wrong with it. Whoever may write there may write anything.</summary>
internal static class KeptText
{
    /// <summary>Characters at most: no object of a cluster holds more.</summary>
    public const int Most = 1024 * 1024;

    // The first of two would not be looked at, and may be what is read.
    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    /// <summary>The value; or none, and what is wrong in a sentence without a full stop.</summary>
    public static (T? Value, string Fault) Read<T>(string? text, JsonTypeInfo<T> type, Func<T, string?> sense)
        where T : class
    {
        if (text is null or { Length: 0 } or { Length: > Most })
        {
            return (null, text is { Length: > Most } ? $"it is longer than {Most} characters" : "it is empty");
        }

        try
        {
            using var document = JsonDocument.Parse(text, Once);
            var fault = KeptShape.Fault(document.RootElement, type);
            var value = fault is null ? document.RootElement.Deserialize(type)! : null;
            fault ??= sense(value!);
            return fault is null ? (value, "") : (null, fault);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            // The last two are characters that are none.
            return (null, "it is no whole JSON");
        }
    }
}
