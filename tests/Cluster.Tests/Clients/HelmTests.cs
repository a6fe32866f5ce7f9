using System.Globalization;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Tests.Clients;

public sealed class HelmTests
{
    private const int Releases = 3;
    private static readonly string Chart = Path.Combine(AppContext.BaseDirectory, "Clients", "chart");

    [Fact]
    public async Task Helm_WholeLivesOfReleases_Succeed()
    {
        var helm = ClientCluster.Need("helm");
        await using var cluster = await ClientCluster.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Releases).Select(async n =>
        {
            for (var round = 0; round < ClientCluster.Volume; round++)
            {
                await LifeAsync(cluster, helm, $"small-{n}");
            }
        }));
        Assert.Empty(cluster.Server.Api.List(new GroupResource("batch", "jobs")).Items);
        Assert.Empty(cluster.Server.Api.List(new GroupResource("apps", "deployments")).Items);
    }

    private static async Task LifeAsync(ClientCluster cluster, string helm, string release)
    {
        (int Ready, string[] Words)[] life =
        [
            (2, ["install", release, Chart]),
            (2, ["upgrade", release, Chart, "--set", "greeting=again"]),
            (3, ["upgrade", release, Chart, "--set", "replicas=3"]),
            (2, ["rollback", release, "1"]),
            (1, ["upgrade", "--install", release, Chart, "--set", "replicas=1,greeting=last"]),
            (3, ["rollback", release, "3"]),
            (0, ["uninstall", release]),
        ];
        foreach (var (ready, words) in life)
        {
            var (exit, said) = await cluster.RunAsync(helm, [.. words, "--wait", "--timeout", "90s"]);
            Assert.True(exit == 0, $"helm {string.Join(' ', words)}: {said}");
            Assert.Equal((ready, words), (ReadyPods(cluster, release), words));
        }
    }

    private static int ReadyPods(ClientCluster cluster, string release) => cluster.Server.Api.List(new GroupResource("apps", "deployments")).Items
        .Where(d => (string?)d["metadata"]?["name"] == release + "-web")
        .Sum(d => int.Parse(d["status"]?["readyReplicas"]?.ToString() ?? "0", CultureInfo.InvariantCulture));
}
