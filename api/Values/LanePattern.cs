using System.Globalization;
using System.Text.RegularExpressions;

namespace CanaryMesh.Api.Values;

/// <summary>An expression that requests are compared with: what RE2 and .NET understand alike, matched in time linear in the text. Whoever
/// checks one and whoever compiles it use this.</summary>
public static partial class LanePattern
{
    /// <summary>What is legal, as the end of a sentence that says "must be".</summary>
    public const string Words = "an RE2 expression of at most 256 characters, without look-around, back references and counts beyond 200 in all";

    private const int Longest = 256;
    private const long MostRepeated = 200;

    /// <summary>An expression for the whole text; null if it is not legal.</summary>
    public static Regex? Compile(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Length is 0 or > Longest || Repeated(pattern) > MostRepeated)
        {
            return null;
        }

        try
        {
            // Alone first: a bracket too many must not close ours.
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    // Counts within counts multiply, and so do the automaton's states.
    private static long Repeated(string pattern) => Counts().Matches(pattern)
        .Select(count => count.Groups.Values.Skip(1).Where(group => group.Length > 0).Max(group => long.Parse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture)))
        .Aggregate(1L, (product, count) => Math.Min(MostRepeated + 1, product * Math.Max(1, count)));

    [GeneratedRegex(@"\{([0-9]{1,9})(?:,([0-9]{0,9}))?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Counts();
}
