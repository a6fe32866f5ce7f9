using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Policies;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.NetworkPolicies;

/// <summary>Pods at one end of a connection: what selectors see of them, what their port names stand for, and addresses that some of them have.</summary>
internal sealed record PolicySide(string Namespace, JsonNode? Labels, JsonNode NamespaceLabels, IReadOnlyDictionary<string, int> Ports, IReadOnlyList<IPAddress> Addresses)
{
    public const string AppLabel = "app.kubernetes.io/name";

    public static IReadOnlyList<IPAddress> AnalyzersIn(IEnumerable<JsonObject> pods) =>
        [.. pods.Where(pod => pod.Label(AppLabel) == Installation.Analyzer).SelectMany(AddressesOf)];

    public static IEnumerable<IPAddress> AddressesOf(JsonObject pod) =>
        pod.Objects("status", "podIPs").Select(each => each.Text("ip")).Append(pod.Text("status", "podIP")).Distinct()
            .Select(text => IPAddress.TryParse(text, out var address) ? address : null).OfType<IPAddress>();

    /// <summary>Whether a peer of a policy of some namespace names these pods by selectors.</summary>
    public bool IsNamed(JsonObject peer, string policyNamespace) => peer["ipBlock"] is not JsonObject
        && (peer["namespaceSelector"] is { } namespaces ? LabelSelector.Matches(namespaces, NamespaceLabels) : policyNamespace == Namespace)
        && (peer["podSelector"] is not { } pods || LabelSelector.Matches(pods, Labels));

    /// <summary>Whether the blocks together contain these pods. Only addresses of the family of status.podIP, which comes first, are asked for:
    /// a pod is reached by that address, and the control Service by its one cluster IP, which is of the cluster's first family as well. Where
    /// nobody knows an address yet only a block of all of them is certain.</summary>
    public bool IsWithin(IReadOnlyList<AddressBlock> blocks) => Addresses.Count == 0
        ? blocks.Any(block => block.IsWhole)
        : Addresses.Where(address => address.AddressFamily == Addresses[0].AddressFamily).All(address => blocks.Any(block => block.Contains(address)));
}
