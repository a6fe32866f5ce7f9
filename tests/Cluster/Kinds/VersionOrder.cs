using System.Globalization;
using System.Text.RegularExpressions;

namespace CanaryMesh.Cluster.Kinds;

/// <summary>Versions from least to most preferred: anything, v1alpha1, v1beta1, v1, v2.</summary>
internal sealed partial class VersionOrder : IComparer<string>
{
    public static VersionOrder Instance { get; } = new();

    public int Compare(string? x, string? y) => Rank(x).CompareTo(Rank(y));

    private static (int Stage, int Major, int Minor, string Text) Rank(string? version)
    {
        var m = Pattern().Match(version ?? "");
        return m.Success
            ? (Stage(m.Groups[2].Value), Number(m.Groups[1].Value), Number(m.Groups[3].Value), "")
            : (0, 0, 0, version ?? "");
    }

    private static int Stage(string name) => name switch { "alpha" => 1, "beta" => 2, _ => 3 };

    private static int Number(string digits) => digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex("^v([0-9]{1,6})(?:(alpha|beta)([0-9]{1,6}))?$")]
    private static partial Regex Pattern();
}
