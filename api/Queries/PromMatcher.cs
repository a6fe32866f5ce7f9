using System.Text;
using System.Text.RegularExpressions;

namespace CanaryMesh.Api.Queries;

/// <summary>The label and the operator that stand before a string of PromQL; both empty where it is no label's value.</summary>
internal readonly partial record struct PromMatcher(string Label, string Operator)
{
    // Longer than any label.
    private const int LongestTail = 256;

    public bool IsPattern => Operator is "=~" or "!~";

    public bool HoldsPods => IsPodLabel().IsMatch(Label);

    public static PromMatcher Before(StringBuilder text)
    {
        var tail = text.ToString(Math.Max(0, text.Length - LongestTail), Math.Min(text.Length, LongestTail));
        return Form().Match(tail) is { Success: true } match ? new(match.Groups["label"].Value, match.Groups["operator"].Value) : new("", "");
    }

    [GeneratedRegex(@"[{,]\s*""?(?<label>[A-Za-z_][A-Za-z0-9_.]*)""?\s*(?<operator>=~|!~|!=|=)\s*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"(^|[_.])pod([_.]?name)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex IsPodLabel();
}
