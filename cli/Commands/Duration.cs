using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace CanaryMesh.Cli.Commands;

/// <summary>A span of time as kubectl takes it: 90s, 10m, 1h.</summary>
internal static class Duration
{
    internal static Option<TimeSpan> Option(string name, TimeSpan standard, string description) => new(name)
    {
        Description = $"{description} ({standard.TotalSeconds:0}s).", DefaultValueFactory = _ => standard, CustomParser = Parse,
    };

    private static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        var unit = text.Length is 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        if (unit > 0 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return TimeSpan.FromSeconds(number * unit);
        }
        result.AddError($"{text} is no span of time such as 90s, 10m or 1h");
        return default;
    }
}
