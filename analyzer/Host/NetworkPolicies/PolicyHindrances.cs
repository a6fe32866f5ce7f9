using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Policies;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.NetworkPolicies;

/// <summary>Connections of ours that the policies of the target's namespace refuse: from clients to the proxy's ports, from the primary's
/// proxies to the copy's, and from the proxies to the analyzer. Each with what to add.</summary>
internal static class PolicyHindrances
{
    private const string AppLabel = PolicySide.AppLabel;
    private static readonly Dictionary<string, int> Control = new(StringComparer.Ordinal) { ["control"] = Ports.Control };

    /// <summary>One sentence for each; none where no proxy splits.</summary>
    public static IReadOnlyList<string> Of(JsonObject target, PortPlan plan, CopyLabels labels, IReadOnlyList<JsonObject> policies, IReadOnlyList<PodView> pods, PolicyDirectory directory)
    {
        if (plan.Ports.Count == 0 || target.At("spec", "template") is not JsonObject template || policies.Count == 0)
        {
            return [];
        }

        var ns = target.Text("metadata", "namespace") ?? "";
        var names = PortNames.Of(template, plan);
        var primary = new PolicySide(ns, labels.Target, directory.NamespaceLabels(ns), names, [.. pods.SelectMany(pod => PolicySide.AddressesOf(pod.Raw))]);
        var copy = primary with { Labels = labels.Copy };
        return
        [
            .. ProxyPortBlocks.Of(template, plan, policies),
            .. plan.Ports.SelectMany(port => Hop(policies, primary, copy, port.Direct)),
            .. Named(PolicyReach.Refusing(policies, PolicyDirection.Egress, primary, Analyzer(directory), Ports.Control))
                .Select(policy => $"{policy} keeps the proxies from the analyzer: add an egress rule to port {Shown(Ports.Control)} of the pods {AppLabel}={Installation.Analyzer} in namespace {directory.Installation}"),
        ];
    }

    private static IEnumerable<string> Hop(IReadOnlyList<JsonObject> policies, PolicySide primary, PolicySide copy, int port) =>
    [
        .. Named(PolicyReach.Refusing(policies, PolicyDirection.Egress, primary, copy, port))
            .Select(policy => $"{policy} keeps the primary's proxies from the copy's: add an egress rule to port {Shown(port)} of the target's own pods"),
        .. Named(PolicyReach.Refusing(policies, PolicyDirection.Ingress, copy, primary, port))
            .Select(policy => $"{policy} keeps the primary's proxies from the copy's: add an ingress rule from the target's own pods to port {Shown(port)}"),
    ];

    // Several limit the same pods: it is enough that one of them admits.
    private static IEnumerable<string> Named(IReadOnlyList<string> policies) =>
        policies.Count == 0 ? [] : [$"NetworkPolicy {string.Join(", ", policies)}"];

    private static PolicySide Analyzer(PolicyDirectory directory) => new(
        directory.Installation, new JsonObject { [AppLabel] = Installation.Analyzer }, directory.NamespaceLabels(directory.Installation), Control, directory.AnalyzersAt());

    private static string Shown(int number) => number.ToString(CultureInfo.InvariantCulture);
}
