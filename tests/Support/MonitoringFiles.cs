using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CanaryMesh.Support;

/// <summary>What manifests/monitoring asks of a Prometheus.</summary>
public static partial class MonitoringFiles
{
    private static readonly string Folder = Path.Combine(Repository.Manifests, "monitoring");

    public static string Rules { get; } = Path.Combine(Folder, "rules.yaml");

    public static string RuleTests { get; } = Path.Combine(Folder, "rules.test.yaml");

    /// <summary>Every expression of the dashboard, by its panel, with its variables filled in.</summary>
    public static IReadOnlyList<(string Panel, string Expression)> Panels() =>
    [
        .. JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "dashboard.json")))!["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]!.AsArray().Select(target => ((string)panel["title"]!, Filled((string)target!["expr"]!)))),
    ];

    /// <summary>The series of ours that a rule or a panel reads; those that a rule itself records are not among them.</summary>
    public static IReadOnlySet<string> SeriesRead()
    {
        var rules = File.ReadAllText(Rules);
        var recorded = RecordedRule().Matches(rules).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var all = string.Join('\n', Panels().Select(each => each.Expression).Append(rules));
        return OurSeries().Matches(all).Select(match => match.Value).Where(name => !recorded.Contains(name)).ToHashSet(StringComparer.Ordinal);
    }

    private static string Filled(string expression) => expression
        .Replace("$__range", "1h", StringComparison.Ordinal)
        .Replace("$namespace", "default", StringComparison.Ordinal)
        .Replace("$target", "web", StringComparison.Ordinal);

    [GeneratedRegex(@"record: (\S+)")]
    private static partial Regex RecordedRule();

    [GeneratedRegex(@"\b(canarymesh|flagger)_[a-z_]+")]
    private static partial Regex OurSeries();
}
