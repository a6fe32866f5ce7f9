using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Policies;

/// <summary>The parts of a NetworkPolicy.</summary>
public static class PolicyRules
{
    /// <summary>Whether it speaks of the connections of pods with these labels in this direction: what none of its rules admits is then refused.</summary>
    public static bool Limits(JsonObject policy, PolicyDirection direction, JsonNode? labels) =>
        HasType(policy, direction) && LabelSelector.Matches(policy.At("spec", "podSelector"), labels);

    /// <summary>Its rules in a direction.</summary>
    public static IEnumerable<JsonObject> Of(JsonObject policy, PolicyDirection direction) =>
        policy.Objects("spec", direction is PolicyDirection.Ingress ? "ingress" : "egress");

    /// <summary>Peers of a rule; none means everybody.</summary>
    public static IReadOnlyList<JsonObject> Peers(JsonObject rule, PolicyDirection direction) => [.. rule.Objects(PeersName(direction))];

    /// <summary>Member that holds the peers of a rule.</summary>
    public static string PeersName(PolicyDirection direction) => direction is PolicyDirection.Ingress ? "from" : "to";

    /// <summary>Whether a rule admits a TCP port, by its number, a range around it, or a name that the pods give it.</summary>
    public static bool Admits(JsonObject rule, int number, IReadOnlyDictionary<string, int> names)
    {
        var ports = rule.Objects("ports").ToList();
        return ports.Count == 0 || ports.Exists(port => port.Text("protocol") is null or "TCP" && Admits(port["port"], port.Number("endPort"), number, names));
    }

    private static bool Admits(JsonNode? port, int? end, int number, IReadOnlyDictionary<string, int> names) =>
        port is null
        || (port.Number() is { } first ? number >= first && number <= (end ?? first) : port.Text() is { } name && names.TryGetValue(name, out var named) && named == number);

    /// <summary>Whether the policy speaks of a direction at all.</summary>
    public static bool HasType(JsonObject policy, PolicyDirection direction) => policy.At("spec", "policyTypes") is JsonArray { Count: > 0 } types
        ? types.Any(type => type.Text() == direction.ToString())
        : direction is PolicyDirection.Ingress || Of(policy, PolicyDirection.Egress).Any();
}
