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

    /// <summary>Whether a peer of a policy of some namespace is these pods.</summary>
    public bool Is(JsonObject peer, string policyNamespace) => peer["ipBlock"] is JsonObject block
        ? IsWithin(block)
        : (peer["namespaceSelector"] is { } namespaces ? LabelSelector.Matches(namespaces, NamespaceLabels) : policyNamespace == Namespace)
            && (peer["podSelector"] is not { } pods || LabelSelector.Matches(pods, Labels));

    // Where nobody knows an address yet only the block of all of them is certain.
    private bool IsWithin(JsonObject block)
    {
        if (!IPNetwork.TryParse(block.Text("cidr"), out var network))
        {
            return false;
        }

        var excepted = block["except"] is JsonArray list ? list.Select(each => IPNetwork.TryParse(each.Text(), out var one) ? one : (IPNetwork?)null).OfType<IPNetwork>().ToList() : [];
        return Addresses.Count == 0
            ? network.PrefixLength == 0 && excepted.Count == 0
            : Addresses.All(address => network.Contains(address) && !excepted.Exists(each => each.Contains(address)));
    }
}
