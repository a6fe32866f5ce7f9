using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Network;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Tests.Network;

public sealed class ScrapeDiscoveryTests
{
    [Fact]
    public async Task Targets_AreRunningPodsThatAsk()
    {
        var api = ClusterApi.InMemory();
        await CreateAsync(api, "asks", "Running", """{"prometheus.io/scrape":"true","prometheus.io/port":"14070","prometheus.io/path":"/m"}""");
        await CreateAsync(api, "waits", "Pending", """{"prometheus.io/scrape":"true","prometheus.io/port":"14070"}""");
        await CreateAsync(api, "silent", "Running", "{}");
        await using var discovery = await ScrapeDiscovery.StartAsync(api, 0, CancellationToken.None);
        using var client = new HttpClient();

        var answer = JsonNode.Parse(await client.GetStringAsync(discovery.Address))!.AsArray();

        var only = Assert.Single(answer)!;
        Assert.Equal("127.9.9.9:14070", (string?)only["targets"]?[0]);
        Assert.Equal(
            """{"app_kubernetes_io_name":"web","namespace":"test","pod":"asks","node":"local","__metrics_path__":"/m","__scheme__":"http"}""",
            only["labels"]!.ToJsonString());
    }

    private static async Task CreateAsync(ClusterApi api, string name, string phase, string annotations)
    {
        var admin = new Identity("admin", ["system:masters"]);
        var pod = JsonNode.Parse($$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{name}}}","namespace":"test","labels":{"app.kubernetes.io/name":"web"},"annotations":{{{annotations}}} },
             "spec":{"nodeName":"local","containers":[{"name":"app","image":"x"}]} }
            """)!.AsObject();
        var created = (await api.CreateAsync(new GroupResource("", "pods"), "test", pod, admin, CancellationToken.None)).DeepClone().AsObject();
        created["status"] = new JsonObject { ["phase"] = phase, ["podIP"] = "127.9.9.9" };
        await api.UpdateAsync(new GroupResource("", "pods"), created, "status", admin, CancellationToken.None);
    }
}
