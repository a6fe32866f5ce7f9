using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Resources.Canaries.Istio;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Conditions of a manifest → lanes. One that cannot be kept is a fault, never left out: fewer conditions take more requests.</summary>
internal static class LaneReader
{
    public static IReadOnlyList<Lane> Read(IReadOnlyList<CanaryMatch> matches, List<string> faults) =>
        [.. matches.Select((match, index) => Read(match, $"spec.analysis.match[{index}]", faults)).OfType<Lane>()];

    private static Lane? Read(CanaryMatch match, string path, List<string> faults)
    {
        if (match.SourceLabels is { Count: > 0 })
        {
            faults.Add($"{path}.sourceLabels: the proxies do not see the labels of a caller");
            return null;
        }

        List<LaneCondition> conditions =
        [
            .. Read(LaneSource.Header, match.Headers),
            .. Read(LaneSource.Cookie, match.Cookies),
            .. Read(LaneSource.Query, match.QueryParams),
        ];
        if (conditions.Count == 0)
        {
            faults.Add($"{path}: without a condition it would take every request");
            return null;
        }

        faults.AddRange(conditions
            .Where(each => each.Test is LaneTest.Regex && LanePattern.Compile(each.Value) is null)
            .Select(each => $"{path}: \"{ShownText.Of(each.Value)}\" must be {LanePattern.Words}"));
        return new(conditions);
    }

    private static IEnumerable<LaneCondition> Read(LaneSource source, IReadOnlyDictionary<string, StringMatch>? conditions) =>
        (conditions ?? new Dictionary<string, StringMatch>())
            .OrderBy(each => each.Key, StringComparer.Ordinal)
            .Select(each => Read(source, each.Key, each.Value));

    private static LaneCondition Read(LaneSource source, string name, StringMatch match) => match switch
    {
        { Exact: { } exact } => new(source, name, LaneTest.Exact, exact),
        { Prefix: { } prefix } => new(source, name, LaneTest.Prefix, prefix),
        { Suffix: { } suffix } => new(source, name, LaneTest.Suffix, suffix),
        { Regex: { } regex } => new(source, name, LaneTest.Regex, regex),
        _ => new(source, name, LaneTest.Present, ""),
    };
}
