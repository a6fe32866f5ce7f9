using System.Net.Sockets;
using CanaryMesh.Cluster.Tests.Node;

namespace CanaryMesh.Cluster.Tests.Network;

public sealed class ServiceNetworkTests(NetworkFixture network) : IClassFixture<NetworkFixture>
{
    [Fact]
    public async Task ClusterIp_WithTwoEndpoints_ReachesBoth()
    {
        using var one = new EchoServer("one");
        using var two = new EchoServer("two");
        var address = await network.CreateServiceAsync("both", one.Address, two.Address);
        HashSet<string?> seen = [];

        await Eventually.TrueAsync(() =>
        {
            seen.Add(NetworkFixture.AskAsync(address).Result);
            return seen.Contains("one") && seen.Contains("two");
        });
    }

    [Fact]
    public async Task Endpoint_TakenAway_KeepsItsConnectionsButGetsNoNewOnes()
    {
        using var one = new EchoServer("one");
        var address = await network.CreateServiceAsync("leaving", one.Address);
        await Eventually.TrueAsync(() => NetworkFixture.AskAsync(address).Result == "one");
        using var open = new TcpClient();
        await open.ConnectAsync(address);
        using var reader = new StreamReader(open.GetStream());
        Assert.Equal("one", await reader.ReadLineAsync());

        await network.SetEndpointAsync("leaving", 0, ready: false, serving: false, terminating: true);
        await Eventually.TrueAsync(() => NetworkFixture.AskAsync(address).Result is null);
        await open.GetStream().WriteAsync("still\n"u8.ToArray());

        Assert.Equal("still", await reader.ReadLineAsync());
        var refused = await Assert.ThrowsAsync<SocketException>(async () => await new TcpClient().ConnectAsync(address));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        Assert.Null(network.Network.Resolve("test", "leaving", 80));
    }

    [Fact]
    public async Task Endpoint_ServingAtItsEnd_IsTheLastResort()
    {
        using var one = new EchoServer("one");
        using var two = new EchoServer("two");
        var address = await network.CreateServiceAsync("last", one.Address, two.Address);

        await network.SetEndpointAsync("last", 0, ready: false, serving: true, terminating: true);
        await Eventually.TrueAsync(() => Equals(network.Network.Resolve("test", "last", 80), two.Address));
        await network.SetEndpointAsync("last", 1, ready: false, serving: false, terminating: true);

        await Eventually.TrueAsync(() => Equals(network.Network.Resolve("test", "last", 80), one.Address));
        await Eventually.TrueAsync(() => NetworkFixture.AskAsync(address).Result == "one");
    }

    [Fact]
    public async Task Endpoint_BackAgain_IsListenedForAgain()
    {
        using var one = new EchoServer("one");
        var address = await network.CreateServiceAsync("back", one.Address);
        await Eventually.TrueAsync(() => NetworkFixture.AskAsync(address).Result == "one");
        await network.SetEndpointAsync("back", 0, ready: false, serving: false, terminating: false);
        await Eventually.TrueAsync(() => NetworkFixture.AskAsync(address).Result is null);

        await network.SetEndpointAsync("back", 0, ready: true, serving: true, terminating: false);

        await Eventually.TrueAsync(() => NetworkFixture.AskAsync(address).Result == "one");
    }

    [Fact]
    public async Task Client_ThatStopsSending_StillGetsTheAnswer()
    {
        using var one = new EchoServer("one");
        var address = await network.CreateServiceAsync("half", one.Address);
        await Eventually.TrueAsync(() => NetworkFixture.AskAsync(address).Result == "one");
        using var client = new TcpClient();
        await client.ConnectAsync(address);
        var stream = client.GetStream();
        await stream.WriteAsync("asked\n"u8.ToArray());

        client.Client.Shutdown(SocketShutdown.Send);

        Assert.Equal("one\nasked\n", await new StreamReader(stream).ReadToEndAsync());
    }

    [Fact]
    public async Task Service_Deleted_FreesItsName()
    {
        using var one = new EchoServer("one");
        var address = await network.CreateServiceAsync("gone", one.Address);
        var hosts = new List<string>();
        await Eventually.TrueAsync(() => network.Hosts.File("test", "127.0.0.9", "pod", hosts).Contains($"{address.Address}\tgone.test.svc.cluster.local", StringComparison.Ordinal));

        await network.DeleteServiceAsync("gone");

        await Eventually.TrueAsync(() => !network.Hosts.File("test", "127.0.0.9", "pod", hosts).Contains("gone", StringComparison.Ordinal));
        await Eventually.TrueAsync(() => NetworkFixture.AskAsync(address).Result is null);
    }
}
