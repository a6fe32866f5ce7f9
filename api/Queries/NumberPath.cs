using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CanaryMesh.Api.Queries;

/// <summary>Where one number stands in a JSON answer: the part of JSONPath that leads to one place, as in $.data[0].points[-1]['p99 ms'].
/// Wildcards, filters and slices would lead to many, and are refused.</summary>
public sealed partial class NumberPath
{
    /// <summary>What is legal, as the end of a sentence that says "must be".</summary>
    public const string Words = "a path to one number, such as $.data.value or $[0].points[-1][0]; wildcards, filters and slices lead to many";

    private const int Longest = 512;
    private readonly IReadOnlyList<object> _steps;

    private NumberPath(IReadOnlyList<object> steps) => _steps = steps;

    /// <summary>Null if it is no such path.</summary>
    public static NumberPath? Parse(string? text)
    {
        if (text is not { Length: > 0 and <= Longest } || text[0] != '$')
        {
            return null;
        }

        var steps = new List<object>();
        for (var at = 1; at < text.Length;)
        {
            if (Step().Match(text, at) is not { Success: true } match)
            {
                return null;
            }

            steps.Add(match.Groups["index"] is { Success: true } index ? int.Parse(index.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : match.Groups["name"].Value);
            at += match.Length;
        }

        return new(steps);
    }

    /// <summary>The number; neither number nor fault where nothing stands there.</summary>
    public (double? Number, string? Fault) Read(JsonElement answer)
    {
        foreach (var step in _steps)
        {
            if (Next(answer, step) is not { } next)
            {
                return (null, null);
            }

            answer = next;
        }

        return answer.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => (null, null),
            JsonValueKind.Number when answer.TryGetDouble(out var number) => (number, null),
            JsonValueKind.String when double.TryParse(answer.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => (number, null),
            _ => (null, "what stands at the jsonPath is no number"),
        };
    }

    private static JsonElement? Next(JsonElement from, object step) => (from.ValueKind, step) switch
    {
        (JsonValueKind.Object, string name) => from.TryGetProperty(name, out var member) ? member : null,
        (JsonValueKind.Array, int index) => (index < 0 ? index + from.GetArrayLength() : index) is var place && place >= 0 && place < from.GetArrayLength() ? from[place] : null,
        _ => null,
    };

    [GeneratedRegex(@"\G(\.(?<name>[A-Za-z_][A-Za-z0-9_-]*)|\[(?<index>-?[0-9]{1,6})\]|\['(?<name>[^']+)'\]|\[""(?<name>[^""]+)""\])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
