using System.Net;
using System.Net.Sockets;
using CanaryMesh.Mesh.Tests.Services;

namespace CanaryMesh.Mesh.Tests.Sockets;

public sealed class RefusalTests
{
    private const string ToCanary = "[{route: [{destination: {host: shop-canary}}]}]";

    [Theory]
    [InlineData("{host: shop-canary, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}", 200, "ISTIO_MUTUAL")]
    [InlineData("{host: shop-canary, trafficPolicy: {tls: {mode: DISABLE}}}", 503, "DISABLE")]
    [InlineData("{host: shop-primary, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}", 503, "")]
    public async Task StrictMesh_ByTheTlsMode_LetsARequestThrough(string rule, int status, string mode)
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions { StrictMutual = true });
        shop.Route(ToCanary);
        shop.Change(objects => objects.Add($"kind: DestinationRule\nmetadata: {{name: rule, namespace: web}}\nspec: {rule}\n"));

        Assert.Equal(status, (await shop.AskAsync("/")).Status);
        Assert.Equal(mode, shop.Engine.Counts.Totals().TlsModes["shop-canary"]);
        Assert.Equal(status == 200 ? 0 : 1, shop.Engine.Counts.Totals().Refused.Values.Sum());
    }

    [Theory]
    [InlineData("[{route: [{destination: {host: absent}}]}]", 503)]
    [InlineData("[{route: [{destination: {host: shop-canary, port: {number: 82}}}]}]", 503)]
    [InlineData("[{route: [{destination: {host: shop-canary, subset: none}}]}]", 503)]
    [InlineData("[{match: [{uri: {exact: /other}}], route: [{destination: {host: shop-canary}}]}]", 404)]
    [InlineData("[{route: [{destination: {host: shop-canary}, weight: -1}]}]", 404)]
    public async Task Nonsense_OfAnyKind_ReachesNoPod(string rules, int status)
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions());
        shop.Route(rules);

        Assert.Equal(status, (await shop.AskAsync("/")).Status);
        Assert.Equal((0, 0), (shop.Primary.Requests, shop.Canary.Requests));
    }

    [Fact]
    public async Task Pod_ThatDoesNotListen_CostsNoRequest()
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions());
        shop.Route(ToCanary);
        shop.Change(objects => objects.Add(ShopObjects.Service("shop-canary", "shop-canary", ClosedPort()).Replace("shop-canary-1", "shop-canary-2", StringComparison.Ordinal)));

        for (var number = 0; number < 50; number++)
        {
            Assert.Equal(200, (await shop.AskAsync("/", body: "order")).Status);
        }
        Assert.NotEqual(0, shop.Engine.Counts.Totals().SentAgain);
        Assert.Empty(shop.Engine.Counts.Totals().Refused);
    }

    [Fact]
    public async Task Pod_ThatDoesNotListen_CostsTheRequestWhereNothingIsSentAgain()
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions());
        shop.Route("[{retries: {attempts: 0}, route: [{destination: {host: shop-canary}}]}]");
        shop.Change(objects => objects.Add(ShopObjects.Service("shop-canary", "shop-canary", ClosedPort())));

        Assert.Equal(503, (await shop.AskAsync("/", body: "order")).Status);
        Assert.Equal(1, shop.Engine.Counts.Totals().Refused["NotConnected at shop-canary"]);
    }

    [Fact]
    public async Task Error_OfAPod_IsPassedOnAndCountedAsItsOwn()
    {
        await using var shop = await MeshOfShop.StartAsync(new MeshOptions());
        shop.Route(ToCanary);

        Assert.Equal(500, (await shop.AskAsync("/fail")).Status);
        Assert.Contains("response_code=\"500\"", await shop.Client.GetStringAsync(shop.Engine.Metrics), StringComparison.Ordinal);
        Assert.Equal(1, shop.Engine.Counts.Totals().Workloads["shop-canary"]);
    }

    private static int ClosedPort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
