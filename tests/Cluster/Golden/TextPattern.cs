using System.Text;
using System.Text.RegularExpressions;

namespace CanaryMesh.Cluster.Golden;

/// <summary>Compares a text with one that holds placeholders.</summary>
internal static partial class TextPattern
{
    public static bool Matches(string expected, string seen, Bindings bindings, IReadOnlyDictionary<string, string> fixedValues)
    {
        if (!expected.Contains('$', StringComparison.Ordinal))
        {
            return expected == seen;
        }

        var groups = new List<string>();
        var pattern = Build(expected, bindings, fixedValues, groups);
        var match = Regex.Match(seen, pattern, RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        return match.Success && groups.All(g => bindings.Bind(g, match.Groups[g].Value));
    }

    private static string Build(string expected, Bindings bindings, IReadOnlyDictionary<string, string> fixedValues, List<string> groups)
    {
        var pattern = new StringBuilder("^");
        var last = 0;
        foreach (Match m in Placeholder().Matches(expected))
        {
            pattern.Append(Regex.Escape(expected[last..m.Index]));
            last = m.Index + m.Length;
            if (m.Value == "$~")
            {
                return pattern.Append(".*\\z").ToString();
            }

            pattern.Append(One(m.Value[1..], bindings, fixedValues, groups));
        }

        return pattern.Append(Regex.Escape(expected[last..])).Append("\\z").ToString();
    }

    private static string One(string name, Bindings bindings, IReadOnlyDictionary<string, string> fixedValues, List<string> groups)
    {
        if (fixedValues.TryGetValue(name, out var value))
        {
            return Regex.Escape(value);
        }

        var shape = Shape(name.TrimEnd([.. "0123456789"]));
        if (!char.IsAsciiDigit(name[^1]))
        {
            return shape;
        }

        if (bindings.Find(name) is { } bound)
        {
            return Regex.Escape(bound);
        }

        if (groups.Contains(name))
        {
            return $"\\k<{name}>";
        }

        groups.Add(name);
        return $"(?<{name}>{shape})";
    }

    private static string Shape(string kind) => kind switch
    {
        "uid" => "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
        "rv" => "[0-9]+",
        "hash" or "rand" => "[A-Za-z0-9]+",
        "ip" or "cip" => "[0-9a-fA-F.:]+",
        "time" => "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z",
        "micro" => "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z",
        _ => "[^ ]+",
    };

    [GeneratedRegex("\\$(?:~|(?:uid|rv|hash|rand|cip|ip)[0-9]+|rv|time|micro|ns2|ns|node|hookCA|otherCA|bothCA|hook|dead|continue|token)")]
    private static partial Regex Placeholder();
}
