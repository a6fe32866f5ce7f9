using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>Who gets how much by a list of rules, on one line: by it the edit of another is seen, and told.</summary>
internal static class SplitText
{
    private const int Whole = 100;

    public static string Of(IEnumerable<JsonObject> rules, RouteHosts hosts) => string.Join(" | ", rules.Select(rule => Rule(rule, hosts)));

    /// <summary>A destination's weight: all of it for the only one, none where several have none.</summary>
    public static int Weight(JsonObject rule, JsonObject destination) =>
        destination.Number("weight") ?? (rule.Objects("route").Count() == 1 ? Whole : 0);

    /// <summary>Percent of the requests that go to a host as a copy.</summary>
    public static int Mirror(JsonObject rule, string host, RouteHosts hosts) => hosts.Short(rule.Text("mirror", "host")) != host
        ? 0
        : rule.At("mirrorPercentage", "value") is JsonValue value && double.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var percent) ? (int)Math.Round(percent) : Whole;

    private static string Rule(JsonObject rule, RouteHosts hosts)
    {
        var route = string.Join(',', rule.Objects("route").Select(each =>
            string.Create(CultureInfo.InvariantCulture, $"{hosts.Short(each.Text("destination", "host"))}={Weight(rule, each)}")));
        return hosts.Short(rule.Text("mirror", "host")) is { } mirror
            ? string.Create(CultureInfo.InvariantCulture, $"{route}+{mirror}@{Mirror(rule, mirror, hosts)}")
            : route;
    }
}
