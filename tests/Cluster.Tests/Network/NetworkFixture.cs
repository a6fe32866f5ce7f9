using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Network;
using CanaryMesh.Cluster.Node;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Cluster.Tests.Network;

/// <summary>A network over an API server of memory.</summary>
public sealed class NetworkFixture : IAsyncLifetime
{
    private static readonly Identity Admin = new("admin", ["system:masters"]);
    private static readonly GroupResource Services = new("", "services");
    private static readonly GroupResource Slices = new("discovery.k8s.io", "endpointslices");

    private readonly LoopbackClaim claim = LoopbackClaim.Take();
    private ClusterServer server = null!;

    public HostsSource Hosts { get; } = new();

    public ServiceNetwork Network { get; private set; } = null!;

    private IClusterApi Api => server.Api;

    public async Task InitializeAsync()
    {
        server = await ClusterServer.StartAsync();
        server.Hooks.Addresses = new ClusterIpAllocator(claim.Services, TimeProvider.System);
        await Api.CreateAsync(
            new GroupResource("", "namespaces"), null, JsonNode.Parse("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"test"}}""")!.AsObject(), Admin, CancellationToken.None);
        Network = ServiceNetwork.Start(new NetworkOptions(), Api, Hosts, NullLoggerFactory.Instance);
    }

    public async Task DisposeAsync()
    {
        await Network.DisposeAsync();
        await server.DisposeAsync();
        claim.Dispose();
    }

    /// <summary>A Service with port 80 and a slice; the address it got.</summary>
    public async Task<IPEndPoint> CreateServiceAsync(string name, params IPEndPoint[] endpoints)
    {
        var service = $$$"""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"{{{name}}}","namespace":"test"},
             "spec":{"ports":[{"name":"http","port":80,"targetPort":8080}]} }
            """;
        var created = await Api.CreateAsync(Services, "test", JsonNode.Parse(service)!.AsObject(), Admin, CancellationToken.None);
        for (var index = 0; index < endpoints.Length; index++)
        {
            await Api.CreateAsync(Slices, "test", Slice(name, $"{name}-{index}", endpoints[index]), Admin, CancellationToken.None);
        }

        return new IPEndPoint(IPAddress.Parse((string)created["spec"]!["clusterIP"]!), 80);
    }

    /// <summary>Sets the conditions of the only endpoint of the Service's slice.</summary>
    public async Task SetEndpointAsync(string service, int index, bool ready, bool serving, bool terminating)
    {
        var slice = Api.Get(Slices, "test", $"{service}-{index}")!.DeepClone().AsObject();
        slice["endpoints"]![0]!["conditions"] = new JsonObject { ["ready"] = ready, ["serving"] = serving, ["terminating"] = terminating };
        await Api.UpdateAsync(Slices, slice, null, Admin, CancellationToken.None);
    }

    public Task DeleteServiceAsync(string name) => Api.DeleteAsync(Services, "test", name, null, null, null, Admin, CancellationToken.None);

    /// <summary>What the server behind the address calls itself; null if it refuses or resets.</summary>
    public static async Task<string?> AskAsync(IPEndPoint address)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address);
            return await new StreamReader(client.GetStream()).ReadLineAsync();
        }
        catch (Exception refused) when (refused is SocketException or IOException)
        {
            return null;
        }
    }

    private static JsonObject Slice(string service, string name, IPEndPoint endpoint) => JsonNode.Parse($$$"""
        {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","addressType":"IPv4",
         "metadata":{"name":"{{{name}}}","namespace":"test","labels":{"kubernetes.io/service-name":"{{{service}}}"}},
         "ports":[{"name":"http","port":{{{endpoint.Port}}},"protocol":"TCP"}],
         "endpoints":[{"addresses":["{{{endpoint.Address}}}"],"conditions":{"ready":true,"serving":true,"terminating":false} }]}
        """)!.AsObject();
}
