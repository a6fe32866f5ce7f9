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

    /// <summary>One sentence for each; none where no proxy splits. The copy is seen with its <paramref name="twins"/>, and people are told of
    /// the policies that they know.</summary>
    public static IReadOnlyList<string> Of(
        JsonObject target, PortPlan plan, CopyLabels labels, IReadOnlyList<JsonObject> policies, IReadOnlyList<JsonObject> twins, IReadOnlyList<PodView> pods, PolicyDirectory directory)
    {
        if (plan.Ports.Count == 0 || target.At("spec", "template") is not JsonObject template || policies.Count == 0)
        {
            return [];
        }

        var ns = target.Text("metadata", "namespace") ?? "";
        var names = PortNames.Of(template, plan);
        var primary = new PolicySide(ns, labels.Target, directory.NamespaceLabels(ns), names, [.. pods.SelectMany(pod => PolicySide.AddressesOf(pod.Raw))]);
        var copy = primary with { Labels = labels.Copy };
        List<JsonObject> all = [.. policies, .. twins];
        var analyzer = $"keeps the proxies from the analyzer: add an egress rule to port {Shown(Ports.Control)} of the pods {AppLabel}={Installation.Analyzer} in namespace {directory.Installation}";
        return
        [
            .. ProxyPortBlocks.Of(template, plan, policies),
            .. plan.Ports.SelectMany(port => Hop(all, primary, copy, port.Direct)).Concat(Refused(all, PolicyDirection.Egress, primary, Analyzer(directory), Ports.Control, analyzer))
                .Select(refused => $"NetworkPolicy {Known(policies, refused.Direction, labels)} {refused.Sentence}"),
        ];
    }

    private static IEnumerable<(PolicyDirection Direction, string Sentence)> Hop(IReadOnlyList<JsonObject> all, PolicySide primary, PolicySide copy, int port) =>
    [
        .. Refused(all, PolicyDirection.Egress, primary, copy, port, $"keeps the primary's proxies from the copy's: add an egress rule to port {Shown(port)} of the target's own pods"),
        .. Refused(all, PolicyDirection.Ingress, copy, primary, port, $"keeps the primary's proxies from the copy's: add an ingress rule from the target's own pods to port {Shown(port)}"),
    ];

    private static IEnumerable<(PolicyDirection Direction, string Sentence)> Refused(
        IReadOnlyList<JsonObject> all, PolicyDirection direction, PolicySide subject, PolicySide peer, int port, string sentence) =>
        PolicyReach.Admits(all, direction, subject, peer, port) ? [] : [(direction, sentence)];

    // It is enough that one of them admits.
    private static string Known(IReadOnlyList<JsonObject> policies, PolicyDirection direction, CopyLabels labels) => string.Join(
        ", ",
        policies.Where(policy => PolicyRules.Limits(policy, direction, labels.Target) || PolicyRules.Limits(policy, direction, labels.Copy))
            .Select(policy => policy.Text("metadata", "name")).OfType<string>().Order(StringComparer.Ordinal));

    private static PolicySide Analyzer(PolicyDirectory directory) => new(
        directory.Installation, new JsonObject { [AppLabel] = Installation.Analyzer }, directory.NamespaceLabels(directory.Installation), Control, directory.AnalyzersAt());

    private static string Shown(int number) => number.ToString(CultureInfo.InvariantCulture);
}
