using System.Net;
using System.Net.Sockets;

namespace CanaryMesh.Analyzer.Prometheus;

/// <summary>Which addresses are reached on behalf of users. Those of this machine and of its metadata service are not, whatever name they
/// hide behind, nor the API server's and the nodes', unless the installation says so.</summary>
internal sealed record OutboundRule
{
    private static readonly IPNetwork[] Special =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("255.255.255.255/32"),
        // Metadata services outside of the link-local range: Oracle's, Alibaba's, Azure's.
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("100.100.100.200/32"),
        IPNetwork.Parse("168.63.129.16/32"),
        IPNetwork.Parse("::/128"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("ff00::/8"),
        IPNetwork.Parse("fd00:ec2::254/128"),
        IPNetwork.Parse("fd20:ce::254/128"),
    ];

    // An IPv4 address within an IPv6 one, and at which byte: of IPv4-compatible ones, of both NAT64 prefixes, of 6to4.
    private static readonly (IPNetwork Prefix, int At)[] Wrappings =
    [
        (IPNetwork.Parse("::/96"), 12),
        (IPNetwork.Parse("64:ff9b::/96"), 12),
        (IPNetwork.Parse("64:ff9b:1::/48"), 12),
        (IPNetwork.Parse("2002::/16"), 2),
    ];

    /// <summary>For the embedded cluster, whose addresses are all loopback ones.</summary>
    public bool AllowLoopback { get; init; }

    public IReadOnlyList<IPNetwork> Blocked { get; init; } = [];

    /// <summary>What changes while we run: the addresses of the cluster's nodes.</summary>
    public Func<IPAddress, bool> IsNode { get; init; } = _ => false;

    /// <summary>Exceptions from every block but the special ranges; asked at each connection, since a setting changes in place.</summary>
    public Func<IReadOnlyList<IPNetwork>> Allowed { get; init; } = () => [];

    public bool Allows(IPAddress address)
    {
        var plain = Plain(address);
        return !Within(Special, plain)
            && (IPAddress.IsLoopback(plain) ? AllowLoopback : Within(Allowed(), plain) || !(Within(Blocked, plain) || IsNode(plain)));
    }

    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        // ::1 is within the oldest of them, and is IPv6's own.
        var wrapping = address.AddressFamily == AddressFamily.InterNetworkV6 && !address.Equals(IPAddress.IPv6Loopback) && !address.Equals(IPAddress.IPv6Any)
            ? Wrappings.FirstOrDefault(each => each.Prefix.Contains(address))
            : default;
        return wrapping.At > 0 ? new IPAddress(address.GetAddressBytes().AsSpan(wrapping.At, 4)) : address;
    }

    private static bool Within(IEnumerable<IPNetwork> networks, IPAddress address) => networks.Any(each => each.Contains(address));
}
