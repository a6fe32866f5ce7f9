using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Tests.Values;

public sealed class HostCheckTests
{
    private const string Setting = "the installation's setting allowed-hosts lets it through";

    [Theory]
    [InlineData("shop")]
    [InlineData("shop.web")]
    [InlineData("shop.web.svc")]
    [InlineData("shop.web.svc.cluster.local")]
    [InlineData("api.example.com")]
    [InlineData("*.example.com")]
    [InlineData("*.shop.io")]
    [InlineData("www.example.com.")]
    public void Refused_AHostOfItsOwnOrFromOutside_IsNotRefused(string host) => Assert.Empty(Refused(host, "mesh"));

    [Theory]
    [InlineData("payments", "is the name of another Service")]
    [InlineData("payments.web.svc.cluster.local", "is the name of another Service")]
    [InlineData("shop.other.svc.cluster.local", "is the name of another Service")]
    [InlineData("Payments.Bank.SVC.cluster.local.", "is the name of another Service")]
    [InlineData("payments.bank.svc.elsewhere.example", "is the name of another Service")]
    [InlineData("payments.bank", $"may be the name of another Service; {Setting}")]
    [InlineData("Payments.Bank.", $"may be the name of another Service; {Setting}")]
    [InlineData("payments.web", $"may be the name of another Service; {Setting}")]
    [InlineData("shop.bank", $"may be the name of another Service; {Setting}")]
    [InlineData("example.com", $"may be the name of another Service; {Setting}")]
    [InlineData("*.bank", $"may take the names of other Services; {Setting}")]
    [InlineData("*.web", $"may take the names of other Services; {Setting}")]
    [InlineData("*.bank.svc.cluster.local", "takes the names of other Services")]
    [InlineData("*.svc.cluster.local", "takes the names of other Services")]
    [InlineData("*.cluster.local", "takes the names of other Services")]
    [InlineData("*.local", "takes the names of other Services")]
    [InlineData("*", "takes every request of the mesh")]
    public void Refused_AHostOfOthers_IsRefusedWithTheReason(string host, string why) => Assert.Equal(new HostRefusal(host, why), Assert.Single(Refused(host, "mesh")));

    [Fact]
    public void Refused_WithoutGateways_HoldsInTheMesh() => Assert.Single(HostCheck.Refused(["*"], [], "shop", "web", []));

    [Fact]
    public void Refused_EveryHostOfAGateway_IsTheGatewaysAffair() => Assert.Empty(Refused("*", "istio-system/public"));

    [Theory]
    [InlineData("example.com")]
    [InlineData("*.com")]
    public void Refused_AHostOfTwoLabels_IsFromOutsideAtAGateway(string host)
    {
        Assert.Empty(Refused(host, "istio-system/public"));
        Assert.Empty(HostCheck.Refused([host], ["mesh"], "shop", "web", ["example.com", "*.com"]));
    }

    [Theory]
    [InlineData("payments.bank.svc.cluster.local", true)]
    [InlineData("payments.test.svc.cluster.local", false)]
    public void Refused_AnAllowedHost_IsLetThrough(string host, bool isAllowed) =>
        Assert.Equal(isAllowed, HostCheck.Refused([host], ["mesh"], "shop", "web", ["*.bank.svc.cluster.local"]).Count == 0);

    private static IReadOnlyList<HostRefusal> Refused(string host, string gateway) =>
        HostCheck.Refused([host], [gateway], "shop", "web", []);
}
