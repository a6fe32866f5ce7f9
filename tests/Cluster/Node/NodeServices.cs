using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Network;

namespace CanaryMesh.Cluster.Node;

/// <summary>What every pod of a node needs from it.</summary>
internal sealed record NodeServices(
    NodeOptions Options, IClusterApi Api, ITokenRequests Tokens, ImageMap Images, Sandbox Sandbox, NodeEvents Events, AddressPool Addresses,
    HostsSource Hosts, ILogger Log)
{
    public const string HostIp = "127.0.0.1";

    public TimeProvider Time => Options.Time;

    public Identity Identity { get; } = NodeIdentity.Of(Options.Name);

    public HandlerRunner Handlers { get; } = new(Options.Time);
}
