using System.Text;
using System.Text.RegularExpressions;

namespace CanaryMesh.Cluster.Node;

/// <summary>A shell pattern over a whole text: *, ? and [abc]; * also spans slashes.</summary>
internal static class GlobPattern
{
    public static bool Matches(string pattern, string text) =>
        Regex.IsMatch(text, Translate(pattern), RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    private static string Translate(string pattern)
    {
        var result = new StringBuilder("^");
        for (var index = 0; index < pattern.Length; index++)
        {
            var close = pattern[index] == '[' ? pattern.IndexOf(']', index + 1) : -1;
            if (close > 0)
            {
                var set = pattern[(index + 1)..close];
                result.Append('[').Append(set.StartsWith('!') ? '^' + Regex.Escape(set[1..]) : set).Append(']');
                index = close;
                continue;
            }

            result.Append(pattern[index] switch
            {
                '*' => ".*",
                '?' => ".",
                var other => Regex.Escape(other.ToString()),
            });
        }

        return result.Append('$').ToString();
    }
}
