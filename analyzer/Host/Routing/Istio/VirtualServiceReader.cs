using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>What a VirtualService says of our split, and whether we said it.</summary>
internal static class VirtualServiceReader
{
    private const int Whole = 100;

    public static RouteReading Read(RouteIntent intent, JsonObject? existing)
    {
        if (existing is null)
        {
            return new();
        }

        var hosts = RouteHosts.Of(intent);
        var rules = new RuleList(existing.At("spec", VirtualServiceBuilder.Section(intent)), hosts);
        var weighted = rules.Ours.LastOrDefault(rule => hosts.LeadsTo(rule, intent.Primary) && hosts.LeadsTo(rule, intent.OnTrial));
        var mark = RouteMark.Of(existing);
        return new()
        {
            Exists = true,
            IsMarked = mark is not null,
            Weight = weighted is null ? null : Share(weighted, intent.OnTrial, hosts),
            Mirror = weighted is null ? 0 : SplitText.Mirror(weighted, intent.OnTrial, hosts),
            ForeignEdit = mark is null ? null : Edit(intent, mark.Split, SplitText.Of(rules.Ours, hosts)),
            Hindrance = !rules.InFront.Any(OpenRule.Is) ? null : $"VirtualService {intent.Apex} has a rule of others before ours that takes every request",
        };
    }

    // Istio takes weights as parts of their sum.
    private static int? Share(JsonObject rule, string onTrial, RouteHosts hosts)
    {
        var weights = rule.Objects("route").Select(each => (Host: hosts.Short(each.Text("destination", "host")), Weight: SplitText.Weight(rule, each))).ToList();
        var sum = weights.Sum(each => (long)each.Weight);
        return sum <= 0 ? null : (int)Math.Round((double)Whole * weights.Where(each => each.Host == onTrial).Sum(each => (long)each.Weight) / sum);
    }

    private static string? Edit(RouteIntent intent, string written, string found) => written == found
        ? null
        : $"VirtualService {intent.Apex} was changed by another: it splits {(found.Length > 0 ? found : "nothing")}, and {written} was written";
}
