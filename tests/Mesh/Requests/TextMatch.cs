using System.Text.RegularExpressions;

namespace CanaryMesh.Mesh.Requests;

/// <summary>A condition on a text.</summary>
internal sealed record TextMatch(TextMatchKind Kind, string Value)
{
    private readonly Regex? _regex = Kind == TextMatchKind.Regex ? Re2.Whole(Value) : null;

    public bool IgnoresCase { get; init; }

    public bool Accepts(string text) => Kind switch
    {
        TextMatchKind.Exact => text.Equals(Value, Comparison),
        TextMatchKind.Prefix => text.StartsWith(Value, Comparison),
        TextMatchKind.Regex => _regex!.IsMatch(text),
    };

    private StringComparison Comparison => IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
