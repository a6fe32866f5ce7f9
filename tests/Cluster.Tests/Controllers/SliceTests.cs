using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.EndpointSlices;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tests.Controllers;

public sealed class SliceTests
{
    [Fact]
    public async Task Slice_WhenThePodLosesItsLabel_IsLeftEmptyAndFillsAgain()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(Resources.Services, Samples.Service());
        await cluster.CreateAsync(Resources.Pods, Samples.Pod("a"));
        var first = await cluster.UntilAsync(Resources.EndpointSlices, all => all.Count == 1 && all[0].Objects("endpoints").Any(IsReady));

        await cluster.PatchAsync(Resources.Pods, "a", """{ "metadata": { "labels": { "app": null } } }""");
        var empty = await cluster.UntilAsync(Resources.EndpointSlices, all => all.Count == 1 && !all[0].Objects("endpoints").Any());
        await cluster.PatchAsync(Resources.Pods, "a", """{ "metadata": { "labels": { "app": "web" } } }""");
        var again = await cluster.UntilAsync(Resources.EndpointSlices, all => all.Count == 1 && all[0].Objects("endpoints").Any(IsReady));

        Assert.Null(empty[0].At("ports"));
        Assert.Equal(first[0].Uid(), again[0].Uid());
    }

    [Theory]
    [InlineData(true, false, false, true, true, false)]
    [InlineData(true, true, false, false, true, true)]
    [InlineData(false, false, true, true, false, false)]
    public void Endpoint_SaysReadyServingAndTerminating(bool podReady, bool deleted, bool published, bool ready, bool serving, bool terminating)
    {
        var service = Samples.Service();
        service["spec"]!["publishNotReadyAddresses"] = published;
        var pod = Samples.Pod("a");
        pod["status"] = new JsonObject
        {
            ["podIP"] = "10.0.0.1",
            ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = podReady ? "True" : "False" }),
        };
        if (deleted)
        {
            pod["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z";
        }

        var conditions = Endpoint.Build(service, pod, null).Object("conditions");

        Assert.Equal((ready, serving, terminating), (conditions.Flag("ready"), conditions.Flag("serving"), conditions.Flag("terminating")));
    }

    [Fact]
    public void Plan_ForChangedPorts_ReusesTheSliceNobodyNeeds()
    {
        var slice = Samples.Parse("""{ "metadata": { "name": "web-1" }, "ports": [ { "name": "http", "protocol": "TCP", "port": 8080 } ] }""");
        var wished = new SliceContent([new SlicePort("http", "TCP", 14080, null)], []);

        var plan = SlicePlan.For([wished], [slice]);

        Assert.Equal("web-1", Assert.Single(plan.Update).Slice.Name());
        Assert.Empty(plan.Create);
        Assert.Empty(plan.Delete);
    }

    private static bool IsReady(JsonObject endpoint) => endpoint.Flag("conditions", "ready") == true;
}
