using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Policies;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.NetworkPolicies;

/// <summary>What a policy that names the target says of the copy, as policies of their own: one that limits the copy as the target is limited,
/// and one that admits the copy wherever the target is admitted. A selector that finds the copy anyway needs neither.</summary>
internal static class PolicyTwins
{
    private static readonly PolicyDirection[] Directions = Enum.GetValues<PolicyDirection>();

    public static IReadOnlyList<JsonObject> Of(IEnumerable<JsonObject> policies, JsonObject target, JsonObject canary, CopyLabels labels, JsonNode namespaceLabels) =>
        [.. policies.SelectMany(policy => new[] { OfSubject(policy, labels, namespaceLabels), OfPeers(policy, labels, namespaceLabels) }
            .OfType<(string Ending, JsonObject Spec)>()
            .Select(twin => Made(policy, target, canary, twin.Ending, twin.Spec)))];

    private static (string Ending, JsonObject Spec)? OfSubject(JsonObject policy, CopyLabels labels, JsonNode namespaceLabels)
    {
        if (policy.At("spec") is not JsonObject spec || !Names(spec["podSelector"], labels))
        {
            return null;
        }

        var twin = (JsonObject)spec.DeepClone();
        twin["podSelector"] = labels.Selector.DeepClone();
        foreach (var direction in Directions)
        {
            foreach (var rule in twin.Objects(Member(direction)))
            {
                if (Naming(rule, direction, labels, namespaceLabels))
                {
                    ((JsonArray)rule[PolicyRules.PeersName(direction)]!).Add(Copy(labels));
                }
            }
        }

        return ("subject", twin);
    }

    private static (string Ending, JsonObject Spec)? OfPeers(JsonObject policy, CopyLabels labels, JsonNode namespaceLabels)
    {
        var spec = new JsonObject { ["podSelector"] = policy.At("spec", "podSelector")?.DeepClone() ?? new JsonObject(), ["policyTypes"] = new JsonArray() };
        foreach (var direction in Directions)
        {
            var rules = PolicyRules.Of(policy, direction).Select(rule => Admitting(rule, direction, labels, namespaceLabels)).OfType<JsonObject>().ToList();
            if (rules.Count > 0 && PolicyRules.HasType(policy, direction))
            {
                spec.ListWithin("policyTypes").Add(direction.ToString());
                spec[Member(direction)] = new JsonArray([.. rules]);
            }
        }

        return spec.ListWithin("policyTypes").Count == 0 ? null : ("peer", spec);
    }

    private static JsonObject? Admitting(JsonObject rule, PolicyDirection direction, CopyLabels labels, JsonNode namespaceLabels)
    {
        if (!Naming(rule, direction, labels, namespaceLabels))
        {
            return null;
        }

        var twin = (JsonObject)rule.DeepClone();
        twin[PolicyRules.PeersName(direction)] = new JsonArray(Copy(labels));
        return twin;
    }

    private static bool Naming(JsonObject rule, PolicyDirection direction, CopyLabels labels, JsonNode namespaceLabels) =>
        PolicyRules.Peers(rule, direction).Any(peer =>
            Names(peer["podSelector"], labels) && (peer["namespaceSelector"] is not { } namespaces || LabelSelector.Matches(namespaces, namespaceLabels)));

    // Only in this namespace is there a copy, whatever other namespaces the peer spoke of.
    private static JsonObject Copy(CopyLabels labels) => new() { ["podSelector"] = labels.Selector.DeepClone() };

    /// <summary>Whether a selector finds the target's pods and not the copy's.</summary>
    public static bool Names(JsonNode? selector, CopyLabels labels) =>
        LabelSelector.Matches(selector, labels.Target) && !LabelSelector.Matches(selector, labels.Copy);

    private static string Member(PolicyDirection direction) => direction is PolicyDirection.Ingress ? "ingress" : "egress";

    private static JsonObject Made(JsonObject policy, JsonObject target, JsonObject canary, string ending, JsonObject spec) => new()
    {
        ["apiVersion"] = "networking.k8s.io/v1",
        ["kind"] = "NetworkPolicy",
        ["metadata"] = new JsonObject
        {
            ["name"] = SideNames.Twin(policy.Text("metadata", "name")!, target.Text("metadata", "name")!, ending),
            ["namespace"] = target.Text("metadata", "namespace"),
            ["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh, [AnnotationNames.Track] = AnnotationNames.Canary },
            ["ownerReferences"] = new JsonArray(CopyBuilder.Owner(canary)),
        },
        ["spec"] = spec,
    };
}
