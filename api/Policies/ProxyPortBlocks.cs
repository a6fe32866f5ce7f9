using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Policies;

/// <summary>NetworkPolicies that let clients reach an app's port by its number, and would not let them reach the proxy's that takes its place.</summary>
public static class ProxyPortBlocks
{
    /// <summary>One sentence for each, with what to add; empty if whoever reaches the app reaches the proxy.</summary>
    public static IReadOnlyList<string> Of(JsonObject template, PortPlan plan, IEnumerable<JsonObject> policies)
    {
        var labels = template.At("metadata", "labels");
        var (before, after) = (PortNames.Of(template), PortNames.Of(template, plan));
        var rules = policies.Where(policy => PolicyRules.Limits(policy, PolicyDirection.Ingress, labels))
            .SelectMany(policy => PolicyRules.Of(policy, PolicyDirection.Ingress).Select(rule => (Policy: policy, Rule: rule)))
            .ToList();
        return [.. plan.Ports.SelectMany(port => rules
            .Where(each => PolicyRules.Admits(each.Rule, port.App, before) && !rules.Exists(other => Covers(other.Rule, each.Rule) && PolicyRules.Admits(other.Rule, port.Split, after)))
            .Select(each => Sentence(each.Policy.Text("metadata", "name") ?? "", port))
            .Distinct())];
    }

    // The same clients, or everybody.
    private static bool Covers(JsonObject other, JsonObject rule) =>
        PolicyRules.Peers(other, PolicyDirection.Ingress).Count == 0 || JsonNode.DeepEquals(other["from"], rule["from"]);

    private static string Sentence(string policy, PlannedPort port) => string.Create(
        CultureInfo.InvariantCulture, $"NetworkPolicy {policy} admits port {port.App} and not {port.Split}, where the proxy listens: add port {port.Split} to that rule, or write the port's name");
}
