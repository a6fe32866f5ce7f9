using System.Text.Json.Nodes;
using CanaryMesh.Api.Policies;

namespace CanaryMesh.Analyzer.NetworkPolicies;

/// <summary>Whether the policies of a namespace let its pods be reached, or reach others: each that selects them limits them, and any rule of
/// any of those admits.</summary>
internal static class PolicyReach
{
    /// <summary>Whether a connection is let through.</summary>
    public static bool Admits(IReadOnlyList<JsonObject> policies, PolicyDirection direction, PolicySide subject, PolicySide peer, int port)
    {
        var limiting = policies.Where(policy => PolicyRules.Limits(policy, direction, subject.Labels)).ToList();
        var names = direction is PolicyDirection.Ingress ? subject.Ports : peer.Ports;
        if (limiting.Count == 0)
        {
            return true;
        }

        var admitting = limiting.SelectMany(policy => PolicyRules.Of(policy, direction)).Where(rule => PolicyRules.Admits(rule, port, names))
            .Select(rule => PolicyRules.Peers(rule, direction)).ToList();
        return admitting.Exists(peers => peers.Count == 0 || peers.Any(each => peer.IsNamed(each, subject.Namespace)))
            || peer.IsWithin([.. admitting.SelectMany(peers => peers).Select(AddressBlock.Of).OfType<AddressBlock>()]);
    }
}
