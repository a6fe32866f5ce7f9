using System.Text;

namespace CanaryMesh.Api.Queries;

/// <summary>Letters of no alphabet that keep apart, in a text half rendered, what the template's author wrote and what was put in: only where
/// a value stands is known how it must be escaped.</summary>
internal static class QueryMarks
{
    public const char Target = '\uE000';
    public const char Name = '\uE001';
    public const char Variable = '\uE002';
    public const char End = '\uE003';

    public static bool IsMark(char letter) => letter is >= Target and <= End;

    public static bool AreIn(string text) => text.Any(IsMark);

    public static string OfName(string value) => $"{Name}{value}{End}";

    public static string OfVariable(string value) => $"{Variable}{value}{End}";

    /// <summary>The value as a comparison sees it.</summary>
    public static string Plain(string marked, string target)
    {
        var plain = new StringBuilder(marked.Length);
        foreach (var letter in marked)
        {
            _ = letter switch
            {
                Target => plain.Append(target),
                Name or Variable or End => plain,
                _ => plain.Append(letter),
            };
        }

        return plain.ToString();
    }
}
