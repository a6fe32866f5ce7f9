using CanaryMesh.Cli.Removal;

namespace CanaryMesh.Cli.Tests.Removal;

public sealed class InstalledObjectsTests
{
    [Fact]
    public void Roles_OfALimitedInstallation_AreThoseOfItsNamespacesToo()
    {
        var names = InstalledObjects.In("canarymesh-system", ["team-a"]).Select(each => $"{each}").ToList();

        Assert.Contains("role team-a/canarymesh-analyzer", names);
        Assert.Contains("rolebinding team-a/canarymesh-webhook", names);
        Assert.Contains("clusterrole canarymesh-analyzer-cluster", names);
        Assert.Contains("role canarymesh-system/canarymesh-analyzer-own", names);
    }
}
