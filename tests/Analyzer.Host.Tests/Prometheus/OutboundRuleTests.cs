using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Hosting;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Prometheus;

public sealed class OutboundRuleTests
{
    [Theory]
    [InlineData("fe80::1%2")]
    [InlineData("febf::1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::169.254.169.254")]
    [InlineData("64:ff9b:1::169.254.169.254")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("::")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    [InlineData("168.63.129.16")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    [InlineData("127.9.9.9")]
    public void Allows_AnAddressOfThisMachineOrOfItsMetadata_InNoClothes(string address)
    {
        var rule = new OutboundRule { Allowed = () => [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")] };

        Assert.False(rule.Allows(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("192.0.2.7", false)]
    [InlineData("::ffff:192.0.2.7", false)]
    [InlineData("2001:db8::7", false)]
    [InlineData("198.51.100.7", true)]
    [InlineData("192.0.2.9", true)]
    public void Allows_ANodesAddress_UnlessTheInstallationSaysSo(string address, bool allowed)
    {
        var nodes = new StillCache(KubeKind.Nodes, Node("192.0.2.7", "2001:db8::7", "a-name"), Node("192.0.2.9"), Node("198.51.100.7"));
        var rule = new OutboundRule { IsNode = new NodeAddresses(nodes).Contains, Allowed = () => [IPNetwork.Parse("192.0.2.9/32"), IPNetwork.Parse("198.51.100.0/24")] };

        Assert.Equal(allowed, rule.Allows(IPAddress.Parse(address)));
    }

    [Fact]
    public void Allows_OfEverythingElse_IsTrue() =>
        Assert.All(["10.1.2.3", "203.0.113.5", "2001:db8::1", "fd00::10"], address => Assert.True(new OutboundRule().Allows(IPAddress.Parse(address))));

    [Theory]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://localhost/")]
    public async Task Connect_ToThisMachineInOddSpellings_IsRefused(string address)
    {
        using var client = GuardedHttp.Create(new OutboundRule());

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => client.GetAsync(new Uri(address)));

        Assert.True(refused is AddressRefusedException or HttpRequestException { InnerException: AddressRefusedException }, refused.ToString());
    }

    [Fact]
    public async Task Answer_ThatRedirects_IsNotFollowed()
    {
        await using var server = await Gates.HookServer.StartAsync();
        (server.Answer, server.Location) = (_ => (302, ""), server.Address.ToString());
        using var client = GuardedHttp.Create(new OutboundRule { AllowLoopback = true });

        using var answer = await client.GetAsync(server.Address);

        Assert.Equal((HttpStatusCode.Found, 1), (answer.StatusCode, server.Requests.Count));
    }

    private static JsonObject Node(params string[] addresses) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = addresses[0] },
        ["status"] = new JsonObject { ["addresses"] = new JsonArray([.. addresses.Select(each => (JsonNode)new JsonObject { ["type"] = "InternalIP", ["address"] = each })]) },
    };
}
