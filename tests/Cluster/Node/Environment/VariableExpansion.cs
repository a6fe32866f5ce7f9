using System.Text.RegularExpressions;

namespace CanaryMesh.Cluster.Node;

/// <summary>$(NAME) as Kubernetes expands it: $$ is a dollar sign, an unknown name stays as it is.</summary>
internal static partial class VariableExpansion
{
    public static string Expand(string text, IReadOnlyDictionary<string, string> environment) =>
        text.Contains('$', StringComparison.Ordinal) ? Reference().Replace(text, match => Value(match, environment)) : text;

    private static string Value(Match match, IReadOnlyDictionary<string, string> environment)
    {
        if (match.Value == "$$")
        {
            return "$";
        }

        return environment.TryGetValue(match.Groups[1].Value, out var value) ? value : match.Value;
    }

    [GeneratedRegex(@"\$\$|\$\(([^)]*)\)")]
    private static partial Regex Reference();
}
