using System.Net;
using CanaryMesh.Support.Cluster;

namespace CanaryMesh.Demo.Tests;

public sealed class RealClusterTests : IDisposable
{
    private readonly string _kubeconfig = Path.GetTempFileName();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    public void Read_NotAskedFor_IsTheEmbeddedOne(string? asked) => Assert.Null(RealCluster.Read(asked, _kubeconfig));

    [Fact]
    public void Read_AskedForWithAKubeconfig_IsThatOne() => Assert.Equal(_kubeconfig, RealCluster.Read("1", _kubeconfig));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/nowhere/kubeconfig")]
    public void Read_AskedForWithoutAKubeconfig_SaysWhatIsMissing(string? kubeconfig) =>
        Assert.Contains("KUBECONFIG", Assert.Throws<InvalidOperationException>(() => RealCluster.Read("1", kubeconfig)).Message, StringComparison.Ordinal);

    [Fact]
    public void AddressTowards_TheLoopback_IsTheLoopback() => Assert.Equal(IPAddress.Loopback, RealCluster.AddressTowards("127.0.0.1"));

    public void Dispose() => File.Delete(_kubeconfig);
}
