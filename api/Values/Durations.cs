using System.Globalization;
using System.Text.RegularExpressions;

namespace CanaryMesh.Api.Values;

/// <summary>Go's durations, as manifests write them: 15s, 1m30s, 500ms.</summary>
public static partial class Durations
{
    /// <summary>What is legal, as the end of a sentence that says "must be".</summary>
    public const string Words = "a duration above 0 and of at most 30 days, such as 30s or 1m";

    /// <summary>The longest that one call of a hook may take: whoever waits for more than an hour answers at once and is a gate.</summary>
    public static TimeSpan LongestCall { get; } = TimeSpan.FromHours(1);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Null if it is no duration, nothing, or longer than any rollout.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (text is not { Length: <= 32 } || Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var seconds = match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures).Sum(pair => Seconds(pair.First.Value, pair.Second.Value));
        return seconds > 0 && seconds <= (decimal)Longest.TotalSeconds ? TimeSpan.FromMilliseconds((double)(seconds * 1000)) : null;
    }

    private static decimal Seconds(string number, string unit) => decimal.Parse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * unit switch
    {
        "ms" => 0.001m,
        "s" => 1,
        "m" => 60,
        _ => 3600,
    };

    [GeneratedRegex(@"^((?<number>[0-9]{1,9}(\.[0-9]{1,6})?)(?<unit>ms|s|m|h))+\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
