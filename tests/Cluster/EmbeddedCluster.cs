using CanaryMesh.Cluster.Controllers;
using CanaryMesh.Cluster.Network;
using CanaryMesh.Cluster.Node;

namespace CanaryMesh.Cluster;

/// <summary>A whole cluster in this process: API server, controllers, one node, and the network of its Services.</summary>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    private readonly LocalNode node;
    private readonly ServiceNetwork network;
    private readonly ControllerSet controllers;
    private readonly AddressLease pods;
    private readonly AddressLease services;

    private EmbeddedCluster(ClusterServer server, LocalNode node, ServiceNetwork network, ControllerSet controllers, AddressLease pods, AddressLease services) =>
        (Server, this.node, this.network, this.controllers, this.pods, this.services) = (server, node, network, controllers, pods, services);

    public ClusterServer Server { get; }

    /// <summary>Why no container can run on this machine, in words for its user; null if they can.</summary>
    public string? Obstacle => node.Obstacle;

    public static async Task<EmbeddedCluster> StartAsync(EmbeddedClusterOptions options, ILoggerFactory logs, CancellationToken cancel)
    {
        var pods = AddressLease.Take();
        var services = AddressLease.Take();
        var server = await ClusterServer.StartAsync(options.Port, options.Time, cancel);
        _ = new DefinedKinds(server.Api, server.Kinds, logs.CreateLogger<ClusterServer>());
        server.Hooks.Addresses = new ServiceRange(services.Range, options.Time);
        var hosts = new HostsSource();
        var node = await LocalNode.StartAsync(NodeOptions(options, server, pods), server.Api, new ClusterTokenRequests(server.Tokens), hosts, logs, cancel);
        var network = ServiceNetwork.Start(new NetworkOptions { Time = options.Time }, server.Api, hosts, logs);
        server.Hooks.Logs = node;
        server.Hooks.Services = network;
        var controllers = ControllerSet.Start(server.Api, options.Time, server.CertificateAuthorityPem, logs.CreateLogger<ControllerSet>());
        return new EmbeddedCluster(server, node, network, controllers, pods, services);
    }

    public async ValueTask DisposeAsync()
    {
        await controllers.DisposeAsync();
        await network.DisposeAsync();
        await node.DisposeAsync();
        await Server.DisposeAsync();
        pods.Dispose();
        services.Dispose();
    }

    private static NodeOptions NodeOptions(EmbeddedClusterOptions options, ClusterServer server, AddressLease pods) => new()
    {
        StateFolder = options.StateFolder,
        PodRange = pods.Range,
        ImageMap = options.ImageMap,
        ApiHost = server.Address.Host,
        ApiPort = server.Port,
        Time = options.Time,
    };
}
