using System.Globalization;
using System.Text;

namespace CanaryMesh.Api.Queries;

/// <summary>Go's printf with the verbs %s, %v, %q, %d, %t and %%.</summary>
internal static class PrintfFormat
{
    /// <summary>What is wrong with a format that gets so many values.</summary>
    public static string? Fault(string format, int values)
    {
        var verbs = 0;
        for (var at = format.IndexOf('%', StringComparison.Ordinal); at >= 0; at = at + 2 > format.Length ? -1 : format.IndexOf('%', at + 2))
        {
            var verb = at + 1 < format.Length ? format[at + 1] : ' ';
            if (verb is not ('s' or 'v' or 'q' or 'd' or 't' or '%'))
            {
                return "printf knows the verbs %s, %v, %q, %d, %t and %%, without flags or widths";
            }

            verbs += verb == '%' ? 0 : 1;
        }

        return verbs == values ? null : string.Create(CultureInfo.InvariantCulture, $"printf has {verbs} verbs for {values} values");
    }

    /// <summary>Null if a value is not of its verb's kind.</summary>
    public static string? Apply(string format, IReadOnlyList<object> values)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%')
            {
                text.Append(format[at]);
            }
            else if (format[++at] == '%')
            {
                text.Append('%');
            }
            else if (next < values.Count && Show(format[at], values[next++]) is { } shown)
            {
                text.Append(shown);
            }
            else
            {
                return null;
            }
        }

        return text.ToString();
    }

    /// <summary>A value as an action prints it.</summary>
    public static string Print(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string? Show(char verb, object value) => (verb, value) switch
    {
        ('v', _) or ('s', string) or ('d', long) or ('t', bool) => Print(value),
        ('q', string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"",
        _ => null,
    };
}
