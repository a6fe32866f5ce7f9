using CanaryMesh.Cluster.Controllers;
using CanaryMesh.Cluster.Network;
using CanaryMesh.Cluster.Node;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Cluster;

/// <summary>A whole cluster in this process: API server, controllers, one node and its network.</summary>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    private readonly LoopbackClaim claim;
    private readonly ControllerSet controllers;
    private readonly ServiceNetwork? network;

    private EmbeddedCluster(ClusterServer server, LoopbackClaim claim, ControllerSet controllers, ServiceNetwork? network, LocalNode? node)
    {
        Server = server;
        this.claim = claim;
        this.controllers = controllers;
        this.network = network;
        Node = node;
    }

    public ClusterServer Server { get; }

    /// <summary>The node; null if the cluster was started without one.</summary>
    public LocalNode? Node { get; }

    public static async Task<EmbeddedCluster> StartAsync(EmbeddedClusterOptions options, CancellationToken cancel = default)
    {
        var logs = options.Logs ?? NullLoggerFactory.Instance;
        var claim = LoopbackClaim.Take();
        var server = await ClusterServer.StartAsync(options.Port, options.Time, options.Mistakes, cancel);
        server.Rights.File = Path.Combine(Directory.CreateDirectory(options.StateFolder).FullName, "rights.txt");
        server.Hooks.AdmissionLog = logs.CreateLogger("admission");
        server.Hooks.Addresses = new NetworkAddresses(new ClusterIpAllocator(claim.Services, options.Time));
        await ApiService.CreateAsync(server, cancel);
        var controllers = ControllerSet.Start(server.Api, options.Time, options.Mistakes, server.CertificateAuthorityPem, logs.CreateLogger("controllers"));
        if (!options.RunNode)
        {
            return new EmbeddedCluster(server, claim, controllers, null, null);
        }

        var hosts = new HostsSource();
        var network = ServiceNetwork.Start(options.Network, server.Api, hosts, logs);
        var node = await LocalNode.StartAsync(NodeOptions(options, server, claim), server.Api, new ClusterTokenRequests(server.Tokens), hosts, logs, cancel);
        server.Hooks.Logs = node;
        server.Hooks.Commands = node;
        server.Hooks.Services = network;
        return new EmbeddedCluster(server, claim, controllers, network, node);
    }

    public async ValueTask DisposeAsync()
    {
        await controllers.DisposeAsync();
        if (Node is not null)
        {
            await Node.DisposeAsync();
        }

        if (network is not null)
        {
            await network.DisposeAsync();
        }

        await Server.DisposeAsync();
        claim.Dispose();
    }

    private static NodeOptions NodeOptions(EmbeddedClusterOptions options, ClusterServer server, LoopbackClaim claim) => new()
    {
        Name = options.NodeName,
        StateFolder = options.StateFolder,
        PodRange = claim.Pods,
        ImageMap = options.ImageMap,
        Words = options.Words,
        CrashDelayLimit = options.CrashDelayLimit,
        ApiPort = server.Port,
        Time = options.Time,
    };
}
