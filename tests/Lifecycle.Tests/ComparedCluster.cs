using CanaryMesh.Api.Names;
using CanaryMesh.EndToEnd.Tests;
using CanaryMesh.Load;
using CanaryMesh.Support;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>A cluster for apps whose versions are judged strictly.</summary>
public sealed class ComparedCluster : IAsyncLifetime
{
    private TestCluster? _cluster;

    public string Folder => _cluster!.Folder;

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

    internal static Task AnnotateAsync(ManagedWeb web, params IReadOnlyList<string> settings) =>
        web.Kubectl.RunAsync(CancellationToken.None, ["annotate", "deploy/web", "--overwrite", .. settings]);
}
