using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.NetworkPolicies;

/// <summary>A peer of a policy that is a range of addresses without some of them.</summary>
internal sealed record AddressBlock(IPNetwork Network, IReadOnlyList<IPNetwork> Except)
{
    /// <summary>Whether it is all addresses of a family.</summary>
    public bool IsWhole => Network.PrefixLength == 0 && Except.Count == 0;

    /// <summary>Null for a peer that is none, or that cannot be read.</summary>
    public static AddressBlock? Of(JsonObject peer) => peer["ipBlock"] is JsonObject block && Parse(block.Text("cidr")) is { } network
        ? new(network, block["except"] is JsonArray list ? [.. list.Select(each => Parse(each.Text())).OfType<IPNetwork>()] : [])
        : null;

    public bool Contains(IPAddress address) => Network.Contains(address) && !Except.Any(each => each.Contains(address));

    private static IPNetwork? Parse(string? text) => IPNetwork.TryParse(text, out var network) ? network : null;
}
