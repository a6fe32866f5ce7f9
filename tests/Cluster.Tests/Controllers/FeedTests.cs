using System.Text.Json.Nodes;
using System.Threading.Channels;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Cluster.Tests.Controllers;

public sealed class FeedTests
{
    [Fact]
    public async Task Feed_WhoseWatchExpires_ListsAgainAndTellsWhatItMissed()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var api = ClusterApi.InMemory();
        var changes = Channel.CreateUnbounded<ObjectChange>();
        var feed = new KindFeed(new ForgetfulApi(api, events: 1), Resources.ConfigMaps, TimeProvider.System, NullLogger.Instance, c => changes.Writer.TryWrite(c));
        await CreateAsync(api, "before");
        var running = feed.RunAsync(stop.Token);

        var first = await changes.Reader.ReadAsync(stop.Token);
        await CreateAsync(api, "watched");
        var second = await changes.Reader.ReadAsync(stop.Token);
        await api.DeleteAsync(Resources.ConfigMaps, "shop", "before", null, null, null, ControllerCluster.Admin, stop.Token);
        var third = await changes.Reader.ReadAsync(stop.Token);
        await stop.CancelAsync();
        await running;

        Assert.Equal(("before", "watched"), (first.New?.Name(), second.New?.Name()));
        Assert.Equal("before", third.Old?.Name());
        Assert.Null(third.New);
    }

    [Fact]
    public async Task Controllers_WhoseWatchesKeepExpiring_StillRollADeployment()
    {
        await using var cluster = await ControllerCluster.StartAsync(api => new ForgetfulApi(api, events: 3));
        await cluster.CreateAsync(Resources.Deployments, Samples.Deployment(2));
        await cluster.UntilAsync(Resources.Deployments, "web", DeploymentTests.IsDone);

        await cluster.PatchAsync(Resources.Deployments, "web", Samples.Image("app:2"));

        var done = await cluster.UntilAsync(Resources.Deployments, "web", d => DeploymentTests.Generation(d) == 2 && DeploymentTests.IsDone(d));
        Assert.Equal(2, done.Number("status", "updatedReplicas"));
    }

    private static Task<JsonObject> CreateAsync(ClusterApi api, string name) =>
        api.CreateAsync(Resources.ConfigMaps, "shop", Samples.ConfigMap(name), ControllerCluster.Admin, default);
}
