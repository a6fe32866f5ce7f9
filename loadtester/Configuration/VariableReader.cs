using System.Globalization;
using System.Text.RegularExpressions;
using CanaryMesh.Api.Values;

namespace CanaryMesh.LoadTester.Configuration;

/// <summary>Reads variables and collects every fault.</summary>
internal sealed class VariableReader(Func<string, string?> variable)
{
    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public string? Text(string name) => variable(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public int Number(string name, int fallback, int least, int most) => Read(
        name, fallback, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null);

    public bool Switch(string name, bool fallback) => Read(name, fallback, "true or false", text => text switch
    {
        "true" => true,
        "false" => false,
        _ => (bool?)null,
    });

    public TimeSpan Duration(string name, TimeSpan fallback) => Read(name, fallback, Durations.Words, Durations.Parse);

    public Regex? Expression(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        try
        {
            return new(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            _faults.Add($"{name} is \"{text}\": it must be a regular expression without look-around");
            return null;
        }
    }

    private T Read<T>(string name, T fallback, string words, Func<string, T?> parse)
        where T : struct
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        if (parse(text) is not { } value)
        {
            _faults.Add($"{name} is \"{text}\": it must be {words}");
            return fallback;
        }

        return value;
    }
}
