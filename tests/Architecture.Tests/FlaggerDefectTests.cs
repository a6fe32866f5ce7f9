using System.Globalization;
using System.Text.RegularExpressions;
using CanaryMesh.Architecture.Tests.Tree;

namespace CanaryMesh.Architecture.Tests;

/// <summary>Every defect of Flagger that is known to us has a test named after it, or a reason why there is none.</summary>
public partial class FlaggerDefectTests
{
    private const int Known = 36;

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["FB31"] = "no Ingress is written: the provider nginx is refused at admission",
        ["FB32"] = "no autoscaler is copied or paused: the target keeps its own ScaledObject, and the copy has none",
    };

    [Fact]
    public void EveryDefect_HasATestOrAReason()
    {
        var tested = Tests().Select(test => test.Defect).ToHashSet(StringComparer.Ordinal);
        var missing = All().Where(defect => !tested.Contains(defect) && !Reasons.ContainsKey(defect));

        Assert.Equal("", string.Join(' ', missing));
    }

    [Fact]
    public void Reasons_AreOfDefectsThatNoTestShows() => Assert.Equal("", string.Join(' ', Tests().Select(test => test.Defect).Intersect(Reasons.Keys)));

    [Fact]
    public void Names_AreThoseOfDefects() => Assert.Equal("", string.Join(' ', Tests().Where(test => !All().Contains(test.Defect)).Select(test => $"{test.File}: {test.Defect}")));

    private static IEnumerable<string> All() => Enumerable.Range(1, Known).Select(number => string.Create(CultureInfo.InvariantCulture, $"FB{number:00}"));

    private static IEnumerable<(string File, string Defect)> Tests() => Repository.Sources
        .Where(file => file.Folders.Contains("FlaggerDefects"))
        .SelectMany(file => Test().Matches(file.Text).Select(match => (file.Path, match.Groups["defect"].Value)));

    // A method that says it is a test, whatever data it is given.
    [GeneratedRegex(@"\[(?:Fact|Theory|Property)\b[^\n]*\n(?:\s*\[[^\n]*\n)*\s*public\s+(?:async\s+Task|void)\s+(?<defect>FB\d+)_")]
    private static partial Regex Test();
}
