using System.Globalization;
using System.Text.RegularExpressions;

namespace CanaryMesh.Webhook.Onboarding;

/// <summary>Go's durations, as manifests write them: 15s, 1m30s, 500ms.</summary>
internal static partial class Durations
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static TimeSpan? Parse(string text)
    {
        if (text.Length > 32 || Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var seconds = 0m;
        for (var index = 0; index < match.Groups["number"].Captures.Count; index++)
        {
            var number = decimal.Parse(match.Groups["number"].Captures[index].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            seconds += number * match.Groups["unit"].Captures[index].Value switch { "ms" => 0.001m, "s" => 1, "m" => 60, _ => 3600 };
        }

        return seconds <= (decimal)Longest.TotalSeconds ? TimeSpan.FromMilliseconds((double)(seconds * 1000)) : null;
    }

    [GeneratedRegex(@"^((?<number>[0-9]{1,9}(\.[0-9]{1,6})?)(?<unit>ms|s|m|h))+\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
