using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Quotas;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tests.Controllers;

public sealed class QuotaTests
{
    [Fact]
    public void Usage_OfPods_CountsTheLivingAndAddsWhatTheyAskFor()
    {
        JsonObject[] pods = [Pod("500m", "Running"), Pod("250m", "Pending"), Pod("8", "Succeeded")];
        var hard = new JsonObject { ["pods"] = "5", ["requests.cpu"] = "1", ["limits.memory"] = "1Gi", ["count/deployments.apps"] = "3", ["strange"] = "1" };

        var used = new QuotaUsage(kind => kind == Resources.Pods ? pods : kind == Resources.Deployments ? [[]] : []).Of(hard);

        Assert.Equal("""{"pods":"2","requests.cpu":"750m","limits.memory":"0","count/deployments.apps":"1"}""", used.ToJsonString());
    }

    [Fact]
    public async Task Quota_WhenObjectsComeAndGo_CountsThem()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.UntilAsync(Resources.ConfigMaps, all => all.Count == 1);
        await cluster.CreateAsync(Resources.Quotas, Samples.Parse("""{ "metadata": { "name": "q" }, "spec": { "hard": { "configmaps": "3" } } }"""));
        await cluster.UntilAsync(Resources.Quotas, "q", q => Used(q) == "1");

        await cluster.CreateAsync(Resources.ConfigMaps, Samples.ConfigMap("a"));
        await cluster.UntilAsync(Resources.Quotas, "q", q => Used(q) == "2");
        await cluster.DeleteAsync(Resources.ConfigMaps, "a");
        var last = await cluster.UntilAsync(Resources.Quotas, "q", q => Used(q) == "1");

        Assert.Equal("3", last.Text("status", "hard", "configmaps"));
    }

    private static string? Used(JsonObject quota) => quota.Text("status", "used", "configmaps");

    private static JsonObject Pod(string cpu, string phase) => new()
    {
        ["spec"] = new JsonObject
        {
            ["containers"] = new JsonArray(new JsonObject { ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["cpu"] = cpu } } }),
        },
        ["status"] = new JsonObject { ["phase"] = phase },
    };
}
