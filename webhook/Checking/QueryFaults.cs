using System.Text.RegularExpressions;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with the template actions of a query: braces that do not close, and names that a query does not know.</summary>
internal static partial class QueryFaults
{
    private static readonly string[] Known = ["name", "namespace", "target", "service", "ingress", "route", "interval", "variables"];
    private static readonly string[] Words = ["end", "else", "break", "continue"];

    public static void Find(string query, string path, Findings found)
    {
        var unknown = new List<string>();
        for (var from = query.IndexOf("{{", StringComparison.Ordinal); from >= 0; from = query.IndexOf("{{", from, StringComparison.Ordinal))
        {
            var end = query.IndexOf("}}", from + 2, StringComparison.Ordinal);
            if (end < 0)
            {
                found.Add(path, "a template action does not end: each {{ needs its }}");
                return;
            }

            if (Lone().Match(query[(from + 2)..end]) is { Success: true } match && match.Groups["name"].Value is var name && !Known.Contains(name) && !Words.Contains(name))
            {
                unknown.Add(name);
            }

            from = end + 2;
        }

        foreach (var name in unknown.Distinct())
        {
            found.Add(path, $"{{{{ {ShownText.Of(name)} }}}} stands for nothing; there are {string.Join(", ", Known)}");
        }
    }

    [GeneratedRegex(@"^-?\s*(?<name>[A-Za-z_][A-Za-z0-9_]*)\s*-?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Lone();
}
