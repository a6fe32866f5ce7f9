using System.Globalization;
using System.Text;

namespace CanaryMesh.Api.Values;

/// <summary>What somebody wrote, as a message can show it: short, on one line, and nothing in it that a terminal acts on or hides.</summary>
public static class ShownText
{
    private const int Most = 64;

    /// <summary>The text itself if it is plain; else escaped, and cut with its length said.</summary>
    public static string Of(string text)
    {
        var shown = Plain(text.EnumerateRunes().Take(Most));
        return text.Length > Most ? string.Create(CultureInfo.InvariantCulture, $"{shown}… ({text.Length} characters)") : shown;
    }

    /// <summary>The same without a cut: a whole line.</summary>
    public static string Line(string text) => Plain(text.EnumerateRunes());

    private static string Plain(IEnumerable<Rune> runes)
    {
        var shown = new StringBuilder();
        foreach (var rune in runes)
        {
            shown.Append(IsPlain(rune) ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"));
        }

        return shown.ToString();
    }

    // Also what turns the direction of writing, takes no room, or breaks a line outside of ASCII.
    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
