using CanaryMesh.Api.Names;
using CanaryMesh.EndToEnd.Tests;
using CanaryMesh.Load;
using CanaryMesh.Support;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>A cluster for apps whose versions are judged strictly.</summary>
public sealed class ComparedCluster : IAsyncLifetime
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private TestCluster? _cluster;

    public async Task InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync(Folders.Of("lifecycle-compared"), CancellationToken.None);
        await _cluster.InstallAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();

    /// <summary>An app under load in our care, whose first version has these variables.</summary>
    internal async Task<ManagedWeb> AddAsync(string name, Func<LoadPlan, LoadPlan> plan, params IReadOnlyList<string> variables)
    {
        var web = await ManagedWeb.AddPlainAsync(_cluster!, name, plan, CancellationToken.None);
        if (variables.Count > 0)
        {
            await web.Kubectl.RunAsync(CancellationToken.None, ["set", "env", "deploy/web", .. variables]);
            await web.Kubectl.RunAsync(CancellationToken.None, "rollout", "status", "deploy/web", "--timeout=90s");
        }

        await web.Kubectl.RunAsync(CancellationToken.None, "annotate", "deploy/web", $"{AnnotationNames.Judge}=strict");
        await web.OnboardAsync(CancellationToken.None);
        return web;
    }

    /// <summary>What each version depends on goes down (PUT) or comes back (DELETE): every pod of the namespace is told, whichever version it runs.
    /// <paramref name="query"/> says whom it concerns and how much (see the sample app).</summary>
    internal static async Task OutageAsync(ManagedWeb web, HttpMethod how, string query = "")
    {
        var addresses = await web.Kubectl.RunAsync(CancellationToken.None, "get", "pods", "-o", "jsonpath={.items[*].status.podIP}");
        foreach (var address in addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            using var told = new HttpRequestMessage(how, $"http://{address}:8080/outage{query}");
            (await Client.SendAsync(told)).EnsureSuccessStatusCode();
        }
    }

    internal static Task AnnotateAsync(ManagedWeb web, params IReadOnlyList<string> settings) =>
        web.Kubectl.RunAsync(CancellationToken.None, ["annotate", "deploy/web", "--overwrite", .. settings]);
}
