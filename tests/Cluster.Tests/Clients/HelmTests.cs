using System.Globalization;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Tests.Clients;

public sealed class HelmTests
{
    private static readonly string Chart = Path.Combine(AppContext.BaseDirectory, "Clients", "chart");

    [Fact]
    public async Task Helm_WholeLifeOfARelease_Succeeds()
    {
        if (ClientCluster.Find("helm") is not { } helm)
        {
            return;
        }

        await using var cluster = await ClientCluster.StartAsync();
        string[][] life =
        [
            ["install", "small", Chart],
            ["upgrade", "small", Chart, "--set", "greeting=again"],
            ["upgrade", "small", Chart, "--set", "replicas=3"],
            ["rollback", "small", "1"],
            ["uninstall", "small"],
        ];
        foreach (var words in life)
        {
            var (exit, said) = await cluster.RunAsync(helm, [.. words, "--wait", "--timeout", "60s"]);
            Assert.True(exit == 0, $"helm {string.Join(' ', words)}: {said}");
            Assert.Equal(words[0] == "uninstall" ? 0 : words.Contains("replicas=3") ? 3 : 2, ReadyPods(cluster));
        }

        Assert.Empty(cluster.Server.Api.List(new GroupResource("batch", "jobs")).Items);
        Assert.Empty(cluster.Server.Api.List(new GroupResource("apps", "deployments")).Items);
    }

    private static int ReadyPods(ClientCluster cluster) => cluster.Server.Api.List(new GroupResource("apps", "deployments")).Items
        .Sum(d => int.Parse(d["status"]?["readyReplicas"]?.ToString() ?? "0", CultureInfo.InvariantCulture));
}
