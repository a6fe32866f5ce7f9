using System.Net;
using CanaryMesh.Analyzer.Hosting;

namespace CanaryMesh.Analyzer.Host.Tests.Hosting;

public sealed class SurroundingsTests
{
    [Theory]
    [InlineData("10.96.0.1", "10.96.0.1", false)]
    [InlineData("10.96.0.1", "::ffff:10.96.0.1", false)]
    [InlineData("fd00::1", "fd00::1", false)]
    [InlineData("10.96.0.1", "10.96.0.2", true)]
    [InlineData(null, "10.96.0.1", true)]
    [InlineData("kubernetes.example", "10.96.0.1", true)]
    public void ApiServer_IsReachedOnNobodysBehalf(string? server, string address, bool isAllowed) =>
        Assert.Equal(isAllowed, Surroundings.Read(name => name == "KUBERNETES_SERVICE_HOST" ? server : null).Outbound.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData(null, new string[0])]
    [InlineData(" , ", new string[0])]
    [InlineData("shop, billing,shop", new[] { "shop", "billing" })]
    public void WatchedNamespaces_AreThoseThatAreNamed(string? given, string[] watched) =>
        Assert.Equal(watched, Surroundings.Read(name => name == "CANARYMESH_WATCH_NAMESPACES" ? given : null).Watched);
}
