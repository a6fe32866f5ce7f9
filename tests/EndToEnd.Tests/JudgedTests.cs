using CanaryMesh.Api.Names;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Versions that are compared with the primary beside their checks, at 200 requests a second.</summary>
public sealed class JudgedTests
{
    // Two proxies that each need a handful, however late the analyzer hears of it; a minute until the first check would have cost 480.
    private const long FewFailed = 60;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task BadVersion_JudgedAsAnnotatedAppsAre_IsBackBeforeAnyCheckIsAsked_AndTheNextGoodOneIsPromoted()
    {
        await using var web = await SharedCluster.AddPlainAsync("judged", plan => plan with { RequestsPerSecond = 200 });
        await web.OnboardAsync(CancellationToken.None);
        var before = web.Load.Counts.Snapshot();
        await SetIntervalAsync(web, "1m");
        await web.SetVersionAsync("3", CancellationToken.None);
        var bad = await web.JudgedAsync(Within, CancellationToken.None);
        var failed = web.Load.Counts.Snapshot().Failed - before.Failed;

        await SetIntervalAsync(web, "3s");
        await web.SetVersionAsync("6", CancellationToken.None);
        var good = await web.JudgedAsync(Within, CancellationToken.None);

        Assert.Contains(bad.Reason, (string[])["WorseThanPrimary", "EjectedByProxies"]);
        Assert.InRange(failed, 1, FewFailed);
        Assert.Equal(("Succeeded", 0L), (good.Phase, web.Load.Counts.Snapshot().Lost - before.Lost));
    }

    private static Task<string> SetIntervalAsync(ManagedWeb web, string interval) =>
        web.Kubectl.RunAsync(CancellationToken.None, "annotate", "deploy/web", "--overwrite", $"{AnnotationNames.Interval}={interval}");
}
