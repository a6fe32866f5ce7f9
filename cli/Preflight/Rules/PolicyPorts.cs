using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Preflight.Rules;

/// <summary>Which ports NetworkPolicies leave open.</summary>
internal static class PolicyPorts
{
    internal static IReadOnlyList<JsonObject> Selecting(IEnumerable<JsonObject> policies, string? namespaceName, JsonObject template) =>
        [.. policies.Where(each => each.Text("metadata", "namespace") == namespaceName && Selects(each.At("spec", "podSelector"), template))];

    /// <summary>The first policy that closes a direction, if none opens the port in it; else null.</summary>
    internal static string? Closing(IReadOnlyList<JsonObject> policies, string direction, int port, JsonObject template)
    {
        var closing = policies.Where(each => Concerns(each, direction)).ToList();
        return closing is [] || closing.Any(each => each.Objects("spec", direction).Any(rule => Opens(rule, port, template))) ? null : closing[0].Text("metadata", "name");
    }

    private static bool Concerns(JsonObject policy, string direction) => policy.At("spec", "policyTypes") is JsonArray types
        ? types.Any(each => string.Equals((string?)each, direction, StringComparison.OrdinalIgnoreCase))
        : direction is "ingress" || policy.At("spec", direction) is not null;

    private static bool Opens(JsonObject rule, int port, JsonObject template) => rule.At("ports") is not JsonArray { Count: > 0 } ports
        || ports.OfType<JsonObject>().Any(each => (each.Text("protocol") ?? "TCP") is "TCP" && Covers(each, port, template));

    // A name goes with its entry, which is renumbered to the proxy's port when the proxy comes.
    private static bool Covers(JsonObject entry, int port, JsonObject template) => entry.At("port") switch
    {
        null => true,
        _ when entry.Number("port") is { } from => port >= from && port <= (entry.Number("endPort") ?? from),
        _ when port == Ports.Admin => entry.Text("port") == Ports.AdminName,
        _ => template.Objects("spec", "containers").Concat(template.Objects("spec", "initContainers")).SelectMany(each => each.Objects("ports")).Any(each => each.Text("name") == entry.Text("port")),
    };

    private static bool Selects(JsonNode? selector, JsonObject template) =>
        (selector.At("matchLabels") as JsonObject ?? []).All(pair => template.Label(pair.Key) == (string?)pair.Value)
        && selector.Objects("matchExpressions").All(each => Holds(each, template.Label(each.Text("key") ?? "")));

    private static bool Holds(JsonObject expression, string? value)
    {
        var values = (expression.At("values") as JsonArray ?? []).Select(each => (string?)each).ToList();
        return expression.Text("operator") switch
        {
            "In" => value is not null && values.Contains(value),
            "NotIn" => !values.Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false,
        };
    }
}
