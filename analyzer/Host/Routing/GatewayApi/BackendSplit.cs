using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>Who gets how much by a list of rules, on one line: by it the edit of another is seen, and told.</summary>
internal static class BackendSplit
{
    private const int Whole = 100;

    public static string Of(IEnumerable<JsonObject> rules, RouteServices services) => string.Join(" | ", rules.Select(rule => Rule(rule, services)));

    /// <summary>Percent that a Service gets of a rule's requests; null if nobody gets any. Weights are parts of their sum.</summary>
    public static int? Share(JsonObject rule, string service, RouteServices services)
    {
        var weights = RouteServices.Backends(rule).Select(each => (Name: services.Name(each), Weight: (long)Weight(each))).ToList();
        var sum = weights.Sum(each => each.Weight);
        return sum <= 0 ? null : (int)Math.Round((double)Whole * weights.Where(each => each.Name == service).Sum(each => each.Weight) / sum);
    }

    private static string Rule(JsonObject rule, RouteServices services)
    {
        var route = string.Join(',', RouteServices.Backends(rule).Select(each => string.Create(CultureInfo.InvariantCulture, $"{services.Name(each)}={Weight(each)}")));
        return MirrorFilter.Percent(rule, services.OnTrial, services) is var mirror and > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{route}+{services.OnTrial}@{mirror}")
            : route;
    }

    private static int Weight(JsonObject backend) => backend.Number("weight") ?? 1;
}
