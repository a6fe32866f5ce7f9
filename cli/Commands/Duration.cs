using System.CommandLine;
using System.CommandLine.Parsing;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Cli.Commands;

/// <summary>An option that is a span of time, as manifests write it: 90s, 1m30s, 1h.</summary>
internal static class Duration
{
    internal static Option<TimeSpan> Option(string name, TimeSpan standard, string description) => new(name)
    {
        Description = $"{description} ({standard.TotalSeconds:0}s).", DefaultValueFactory = _ => standard, CustomParser = Parse,
    };

    private static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Durations.Parse(text) is { } span)
        {
            return span;
        }
        result.AddError($"{text} must be {Durations.Words}");
        return default;
    }
}
