using System.Text.RegularExpressions;

namespace CanaryMesh.LoadTester.Load;

/// <summary>One header as people write it.</summary>
internal static partial class LoadHeader
{
    public const string Words = "lines of the form Name: value";

    public static KeyValuePair<string, string>? Parse(string line) =>
        Form().Match(line) is { Success: true } match ? new(match.Groups[1].Value, match.Groups[2].Value.Trim()) : null;

    [GeneratedRegex(@"^([A-Za-z0-9!#$%&'*+.^_`|~-]+):([^\x00-\x08\x0a-\x1f\x7f]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
