using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Load;
using CanaryMesh.Mesh;
using CanaryMesh.Support;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>One app whose requests all come through a data plane of the tests, in the care of a Canary that leaves the split to a route.</summary>
internal sealed class RoutedApp : IAsyncDisposable
{
    public const string Needs = "pods that a listener of the tests can reach";
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    private readonly Turn _turn;

    private RoutedApp(Turn turn, MeshDataPlane mesh, ManagedWeb web, RoutedClient client) => (_turn, Mesh, Web, Client) = (turn, mesh, web, client);

    public MeshDataPlane Mesh { get; }

    public ManagedWeb Web { get; }

    public RoutedClient Client { get; }

    public static async Task<RoutedApp> StartAsync(RoutedPlan plan)
    {
        var cluster = await SharedCluster.StartedAsync();
        await RouteKinds.DefinedAsync();
        var turn = await Turn.TakeAsync();
        var ns = $"{plan.Name}-{SharedCluster.Run}";
        var mesh = await MeshDataPlane.StartAsync(cluster.Kubeconfig, ns, plan.Options(ns), CancellationToken.None);
        cluster.ScrapeBeside(mesh.Metrics);
        var web = await ManagedWeb.AddPlainAsync(
            cluster, ns, load => load with { Target = mesh.Listener, Host = plan.Host, RequestsPerSecond = plan.RequestsPerSecond }, CancellationToken.None);
        var app = new RoutedApp(turn, mesh, web, new RoutedClient(mesh.Listener, plan.Host));
        try
        {
            await plan.Before(web.Kubectl);
            await app.TakeOverAsync(plan.Canary);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public RoutedMoment Now() => new(Web.Load.Counts.Snapshot(), Mesh.Counts.Totals());

    /// <summary>From rest on, with a new version.</summary>
    public async Task<RoutedMoment> BeginAsync(string version)
    {
        await Web.RestAsync(CancellationToken.None);
        var begun = Now();
        await Web.SetVersionAsync(version, CancellationToken.None);
        return begun;
    }

    /// <summary>The same up to the moment at which it has the first share, with a version of its own each time.</summary>
    public async Task<RoutedMoment> TryOutAsync(string version, string mark)
    {
        await Web.RestAsync(CancellationToken.None);
        var begun = Now();
        await Web.SetNewVersionAsync(version, mark, CancellationToken.None);
        await SeenAsync($"{version} is on trial", canary => canary.OnTrial);
        await SeenAsync($"{version} has its share", canary => canary.ServesItsWeight || !canary.OnTrial);
        Assert.True(Web.Canary.Current.OnTrial, $"{Web.Canary.Current}");
        return begun;
    }

    public async Task SeenAsync(string what, Func<CanaryView, bool> condition)
    {
        try
        {
            await Web.Canary.UntilAsync(condition, Within, $"{what} in {Web.Kubectl.Namespace}", CancellationToken.None);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; it is {Web.Canary.Current}", late);
        }
    }

    public Task SentAsync(int more)
    {
        var before = Web.Load.Counts.Snapshot().Sent;
        return Eventually.TrueAsync(() => Web.Load.Counts.Snapshot().Sent >= before + more, Within, "more requests were sent", CancellationToken.None);
    }

    public Task<string> KubectlAsync(params string[] arguments) => Web.Kubectl.RunAsync(CancellationToken.None, arguments);

    public Task CommandAsync(string command) => KubectlAsync("annotate", "canary", "web", $"{AnnotationNames.Command}={command}", "--overwrite");

    public Task<JsonObject> GetAsync(string kind) => Web.Kubectl.GetAsync(CancellationToken.None, kind, "web");

    /// <summary>No request was lost, and none failed but by a version that fails on purpose.</summary>
    public void AssertNothingLost(RoutedMoment since)
    {
        var (load, mesh) = Now();
        var refused = string.Join("; ", mesh.Refused.Where(each => each.Value != since.Mesh.Refused.GetValueOrDefault(each.Key)).Select(each => $"{each.Value} x {each.Key}"));
        Assert.True(load.Sent > since.Load.Sent);
        Assert.True(
            load.Lost == since.Load.Lost && refused.Length == 0,
            $"{Web.Kubectl.Namespace}: {refused}: {Web.Load.Counts.LostSince(since.Load)}");
        Assert.Equal(load.Failed - since.Load.Failed, load.Of("3").Failed - since.Load.Of("3").Failed);
    }

    /// <summary>What chance alone explains of the draws since a moment, and enough of them for that to be little.</summary>
    public void AssertShare(int weight, RoutedMoment since)
    {
        var asked = weight / 100.0;
        var (share, all) = Mesh.Counts.Totals().Share(Split(weight), "web-canary", since.Mesh);
        var allowed = 4 * Math.Sqrt(asked * (1 - asked) / Math.Max(all, 1));
        Assert.True(all >= 60 && Math.Abs(share - asked) <= allowed, $"{share:P1} of {all} requests where {asked:P0} were asked for");
    }

    /// <summary>How often the data plane drew by these weights.</summary>
    public long Drawn(int weight) => Mesh.Counts.Totals().Share(Split(weight), "web-primary").All;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Web.DisposeAsync();
        await Mesh.DisposeAsync();
        _turn.Dispose();
    }

    private static string Split(int weight) => $"web-primary={100 - weight} web-canary={weight}";

    private async Task TakeOverAsync(string canary)
    {
        await Web.Kubectl.ApplyAsync(canary, CancellationToken.None);
        await SeenAsync("the canary web is Initialized", seen => seen.Phase == "Initialized");
        var answered = Web.Load.Counts.Snapshot().Ok;
        await Eventually.TrueAsync(() => Web.Load.Counts.Snapshot().Ok > answered, Within, "the route is in force", CancellationToken.None);
    }
}
