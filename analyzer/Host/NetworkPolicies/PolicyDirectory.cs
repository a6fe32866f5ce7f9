using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Policies;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.NetworkPolicies;

/// <summary>The NetworkPolicies and Namespaces of the cluster, and where the analyzer itself lives.</summary>
internal sealed record PolicyDirectory(IWatchCache Policies, IWatchCache Namespaces, string Installation)
{
    public IReadOnlyList<IWatchCache> Caches => [Policies, Namespaces, .. Unread];

    /// <summary>Policies of kinds that are not evaluated: people are told that they are there.</summary>
    public IReadOnlyList<IWatchCache> Unread { get; init; } = [];

    /// <summary>What is said of those of a namespace; null if it has none.</summary>
    public string? Unevaluated(string ns) => Unread
        .SelectMany(cache => cache.In(ns).Select(policy => $"{cache.Kind} {policy.Text("metadata", "name")}"))
        .Order(StringComparer.Ordinal).ToList() is { Count: > 0 } names
        ? $"not read, since only its network plugin understands it: {string.Join(", ", names)}; see that what it says of the target it says of the copy too, and that it lets the proxies' ports through"
        : null;

    /// <summary>Addresses of the analyzers.</summary>
    public Func<IReadOnlyList<IPAddress>> AnalyzersAt { get; init; } = () => [];

    /// <summary>Labels of a namespace; of one that is not known yet the name, which every namespace carries as a label.</summary>
    public JsonNode NamespaceLabels(string ns) =>
        Namespaces.Get(null, ns).At("metadata", "labels") ?? new JsonObject { ["kubernetes.io/metadata.name"] = ns };

    /// <summary>Whether a change of this policy concerns pods of other namespaces than its own.</summary>
    public static bool ReachesOut(JsonObject policy) => Enum.GetValues<PolicyDirection>().Any(direction =>
        PolicyRules.Of(policy, direction).SelectMany(rule => PolicyRules.Peers(rule, direction)).Any(peer => peer["namespaceSelector"] is not null && peer["podSelector"] is not null));
}
