using System.Globalization;
using System.Text.Json.Serialization;
using CanaryMesh.Api.Resources.Json;

namespace CanaryMesh.Api.Resources;

/// <summary>A port by number or by name: exactly one of the two is there.</summary>
[JsonConverter(typeof(IntOrStringConverter))]
public readonly record struct IntOrString
{
    private IntOrString(int? number, string? text) => (Number, Text) = (number, text);

    /// <summary>The number, or null if it is a name.</summary>
    public int? Number { get; }

    /// <summary>The name, or null if it is a number.</summary>
    public string? Text { get; }

    /// <summary>A value that is a number.</summary>
    public static IntOrString Of(int number) => new(number, null);

    /// <summary>A value that is a string.</summary>
    public static IntOrString Of(string text) => new(null, text);

    /// <inheritdoc/>
    public override string ToString() => Text ?? (Number ?? 0).ToString(CultureInfo.InvariantCulture);
}
