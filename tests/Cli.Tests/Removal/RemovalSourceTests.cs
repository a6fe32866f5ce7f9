using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Kubernetes;

namespace CanaryMesh.Cli.Tests.Removal;

public sealed class RemovalSourceTests
{
    [Theory]
    [InlineData("", "shop,bank", "canarymesh-analyzer,web,web")]
    [InlineData(null, "shop,bank", "canarymesh-analyzer,web,web")]
    [InlineData("shop", "shop", "web")]
    [InlineData("shop,bank", "shop,bank", "web,web")]
    public async Task Look_OfALimitedInstallation_SeesOnlyWhatItsAnalyzerWatches(string? watched, string namespaces, string deployments)
    {
        var answer = await new RemovalSource(new LimitedObjects(watched), all: false).LookAsync(CancellationToken.None);

        var seen = answer.Value!;
        Assert.Equal(namespaces, string.Join(',', seen.Namespaces.Select(each => each.Text("metadata", "name"))));
        Assert.Equal(deployments, string.Join(',', seen.Deployments.Select(each => each.Text("metadata", "name"))));
        Assert.All([seen.Canaries, seen.Services], each => Assert.Equal(namespaces, string.Join(',', each.Select(one => one.Text("metadata", "namespace")))));
    }
}
