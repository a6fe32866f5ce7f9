using System.Net;
using System.Net.Sockets;

namespace CanaryMesh.Analyzer.Prometheus;

/// <summary>Which addresses are reached on behalf of users. Those of this machine and of its metadata service are not, whatever name they
/// hide behind; an installation adds the API server's and its nodes'.</summary>
internal sealed record OutboundRule
{
    private static readonly IPNetwork[] Special =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("255.255.255.255/32"),
        IPNetwork.Parse("::/128"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("ff00::/8"),
        IPNetwork.Parse("fd00:ec2::254/128"),
    ];

    /// <summary>For the embedded cluster, whose addresses are all loopback ones.</summary>
    public bool AllowLoopback { get; init; }

    public IReadOnlyList<IPNetwork> Blocked { get; init; } = [];

    /// <summary>Exceptions from every block but the special ranges.</summary>
    public IReadOnlyList<IPNetwork> Allowed { get; init; } = [];

    public bool Allows(IPAddress address)
    {
        var plain = Plain(address);
        return !Within(Special, plain)
            && (Within(Allowed, plain) || (IPAddress.IsLoopback(plain) ? AllowLoopback : !Within(Blocked, plain)));
    }

    /// <summary>IPv4 may come wrapped in IPv6, also by a NAT64 prefix.</summary>
    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && IPNetwork.Parse("64:ff9b::/96").Contains(address)
            ? new IPAddress(address.GetAddressBytes().AsSpan(12))
            : address;
    }

    private static bool Within(IEnumerable<IPNetwork> networks, IPAddress address) => networks.Any(each => each.Contains(address));
}
