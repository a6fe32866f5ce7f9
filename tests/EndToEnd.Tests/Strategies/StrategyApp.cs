using System.Net;
using CanaryMesh.Load;
using CanaryMesh.Support;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.EndToEnd.Tests.Strategies;

/// <summary>An app under load whose Canary its team wrote, and one client beside the load that says who it is.</summary>
internal sealed class StrategyApp : IAsyncDisposable
{
    private readonly HttpClient _client;

    private StrategyApp(ManagedWeb web, Uri address)
    {
        Web = web;
        _client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
    }

    public ManagedWeb Web { get; }

    public static async Task<StrategyApp> AddAsync(string name, string analysis)
    {
        var web = await SharedCluster.AddPlainAsync(name, plan => plan with { RequestsPerSecond = 30 });
        var service = await web.Kubectl.GetAsync(CancellationToken.None, "service", "web");
        await web.Kubectl.ApplyAsync(
            $$"""
            apiVersion: flagger.app/v1beta1
            kind: Canary
            metadata: {name: web}
            spec:
              targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
              service: {port: 80, targetPort: http}
              analysis:
                interval: 2s
                metrics: [{name: request-success-rate, interval: 2s, thresholdRange: {min: 99} }]
            {{string.Join('\n', analysis.Split('\n').Select(line => "    " + line))}}
            """,
            CancellationToken.None);
        await web.Canary.UntilAsync(canary => canary.Phase == "Initialized", TrapTarget.Within, $"{name} is in our care", CancellationToken.None);
        return new(web, new Uri($"http://{(string)service["spec"]!["clusterIP"]!}:{(int)service["spec"]!["ports"]![0]!["port"]!}/"));
    }

    /// <summary>One request on a connection of its own: the version that answered, and the cookie it set.</summary>
    public async Task<(string Version, string? Cookie)> AskAsync(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.Add("Host", "web");
        request.Headers.Add(header, value);
        request.Headers.ConnectionClose = true;
        using var answer = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (answer.Headers.GetValues("X-Version").Single(), answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Single() : null);
    }

    /// <summary>Sends as long as a version is on trial; gives the versions that answered until then, and the load's counts of that time.</summary>
    public async Task<(IReadOnlyList<string> Versions, LoadSnapshot Load)> WhileOnTrialAsync(string header, string value)
    {
        List<string> versions = [];
        var load = Web.Load.Counts.Snapshot();
        while (true)
        {
            var (version, _) = await AskAsync(header, value);
            var now = Web.Load.Counts.Snapshot();
            if ((await CanaryAsync()).Phase != "Progressing")
            {
                return (versions, load);
            }

            versions.Add(version);
            load = now;
        }
    }

    /// <summary>A version up to the moment at which it serves its share.</summary>
    public async Task TryOutAsync(string version)
    {
        await Web.SetVersionAsync(version, CancellationToken.None);
        await Web.Canary.UntilAsync(
            canary => canary.Phase == "Progressing" && canary.Weight > 0 && canary.AppliedWeight == canary.Weight, TrapTarget.Within, $"{version} serves its share", CancellationToken.None);
    }

    public Task PromotedAsync() =>
        Web.Canary.UntilAsync(canary => canary.Phase == "Succeeded", TrapTarget.Within, "the version is promoted", CancellationToken.None);

    public void NothingLostSince(LoadSnapshot before)
    {
        var after = Web.Load.Counts.Snapshot();
        Assert.True(after.Sent > before.Sent);
        Assert.True(
            (after.Lost, after.Failed) == (before.Lost, before.Failed),
            $"{Web.Kubectl.Namespace}: {after.Failed - before.Failed} failed, {Web.Load.Counts.LostSince(before)}");
    }

    public async Task<CanaryView> CanaryAsync() => CanaryView.Read(await Web.Kubectl.GetAsync(CancellationToken.None, "canary", "web"));

    public async Task<int> PassedChecksAsync() =>
        int.Parse(await Web.Kubectl.RunAsync(CancellationToken.None, "get", "canary", "web", "-o", "jsonpath={.status.passedChecks}"), System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Web.DisposeAsync();
    }
}
