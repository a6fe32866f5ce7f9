using System.Text.Json;
using CanaryMesh.Mesh.Reading;
using CanaryMesh.Mesh.Requests;

namespace CanaryMesh.Mesh.Istio;

/// <summary>Reads DestinationRules; one that cannot be read is none.</summary>
internal static class DestinationRuleReader
{
    public static IReadOnlyList<DestinationRule> Read(IEnumerable<JsonElement> items) => [.. ObjectNames.OldestFirst(items).Select(Read).OfType<DestinationRule>()];

    /// <summary>The rule whose host fits closest.</summary>
    public static DestinationRule? Of(IReadOnlyList<DestinationRule> rules, string host) => rules
        .Where(rule => HostPattern.Fit(rule.Host, host) is not null)
        .MaxBy(rule => HostPattern.Fit(rule.Host, host));

    private static DestinationRule? Read(JsonElement item)
    {
        try
        {
            return new DestinationRule(
                HostNames.Qualified(item.Text("spec", "host") ?? "", item.Namespace()),
                Mode(item.At("spec") ?? item) ?? DestinationRule.NoMode,
                item.Items("spec", "subsets").ToDictionary(subset => subset.Text("name") ?? "", subset => new DestinationSubset(subset.Map("labels"), Mode(subset))));
        }
        catch (BadObjectException)
        {
            return null;
        }
    }

    private static string? Mode(JsonElement item) => item.Text("trafficPolicy", "tls", "mode");
}
