using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Policies;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.NetworkPolicies;

/// <summary>The NetworkPolicies and Namespaces of the cluster, and where the analyzer itself lives.</summary>
internal sealed record PolicyDirectory(IWatchCache Policies, IWatchCache Namespaces, string Installation)
{
    public IReadOnlyList<IWatchCache> Caches => [Policies, Namespaces];

    /// <summary>Addresses of the analyzers.</summary>
    public Func<IReadOnlyList<IPAddress>> AnalyzersAt { get; init; } = () => [];

    /// <summary>Labels of a namespace; of one that is not known yet the name, which every namespace carries as a label.</summary>
    public JsonNode NamespaceLabels(string ns) =>
        Namespaces.Get(null, ns).At("metadata", "labels") ?? new JsonObject { ["kubernetes.io/metadata.name"] = ns };

    /// <summary>Whether a change of this policy concerns pods of other namespaces than its own.</summary>
    public static bool ReachesOut(JsonObject policy) => Enum.GetValues<PolicyDirection>().Any(direction =>
        PolicyRules.Of(policy, direction).SelectMany(rule => PolicyRules.Peers(rule, direction)).Any(peer => peer["namespaceSelector"] is not null && peer["podSelector"] is not null));
}
