using CanaryMesh.Api.Names;
using CanaryMesh.Load;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Versions that are compared with the primary beside their checks, at 200 requests a second.</summary>
public sealed class JudgedTests(SharedClusterFixture fixture) : IClassFixture<SharedClusterFixture>
{
    // Two proxies that each need a handful, however late the analyzer hears of it; a minute until the first check would have cost 480.
    private const long FewFailed = 60;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task BadVersion_JudgedStrictly_IsBackBeforeAnyCheckIsAsked()
    {
        await using var web = await StartAsync("judged-bad");
        await web.Kubectl.RunAsync(CancellationToken.None, "annotate", "deploy/web", "--overwrite", $"{AnnotationNames.Interval}=1m");
        var before = web.Load.Counts.Snapshot();
        await web.SetVersionAsync("3", CancellationToken.None);

        var judged = await web.JudgedAsync(Within, CancellationToken.None);

        Assert.Contains(judged.Reason, (string[])["WorseThanPrimary", "EjectedByProxies"]);
        Assert.InRange(web.Load.Counts.Snapshot().Failed - before.Failed, 1, FewFailed);
        Assert.Equal(0, web.Load.Counts.Snapshot().Lost - before.Lost);
    }

    [Fact]
    public async Task GoodVersion_JudgedStrictly_IsPromoted()
    {
        await using var web = await StartAsync("judged-good");
        await web.SetVersionAsync("6", CancellationToken.None);

        var judged = await web.JudgedAsync(Within, CancellationToken.None);

        Assert.Equal(("Succeeded", 0L), (judged.Phase, web.Load.Counts.Snapshot().Lost));
    }

    private async Task<ManagedWeb> StartAsync(string @namespace)
    {
        _ = fixture;
        var web = await SharedCluster.AddPlainAsync(@namespace, plan => plan with { RequestsPerSecond = 200 });
        await web.Kubectl.RunAsync(CancellationToken.None, "annotate", "deploy/web", $"{AnnotationNames.Judge}=strict");
        await web.OnboardAsync(CancellationToken.None);
        return web;
    }
}
