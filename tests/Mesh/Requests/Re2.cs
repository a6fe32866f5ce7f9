using System.Text.RegularExpressions;
using CanaryMesh.Mesh.Reading;

namespace CanaryMesh.Mesh.Requests;

/// <summary>Envoy's expressions: RE2 knows nothing that needs backtracking.</summary>
internal static class Re2
{
    public static Regex Whole(string pattern) => Compile($@"\A(?:{pattern})\z");

    public static Regex Anywhere(string pattern) => Compile(pattern);

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern.Replace("(?P<", "(?<", StringComparison.Ordinal), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw new BadObjectException($"'{pattern}' is no expression of RE2: {fault.Message}");
        }
    }
}
