using CanaryMesh.Load;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Iterations without weights: a tester calls the copy by its own Service, and no user meets a version before it is promoted.</summary>
internal static class BlueGreenRollouts
{
    private const string Steps = "iterations: 2";

    public static async Task RunAsync()
    {
        using var turn = await Turn.TakeAsync();
        await using var web = await KubernetesApp.StartAsync("kubernetes-bluegreen", Steps);
        await using var tester = await TestCluster.StartLoadAsync(web.Kubectl, plan => plan with { RequestsPerSecond = 30 }, CancellationToken.None, "web-canary");
        var before = web.Load.Counts.Snapshot();
        await BadAsync(web, tester);
        await GoodAsync(web, tester);
        KubernetesApp.AssertNothingLost(web, before);
    }

    private static async Task BadAsync(ManagedWeb web, LoadGenerator tester)
    {
        await web.SetVersionAsync("3", CancellationToken.None);
        var verdict = await web.JudgedAsync(KubernetesApp.Within, CancellationToken.None);

        Assert.Equal(("Failed", "ChecksFailed"), (verdict.Phase, verdict.Reason));
        Assert.True(tester.Counts.Snapshot().Of("3").Answered > 0);
        Assert.Equal(0, web.Load.Counts.Snapshot().Of("3").Answered);
    }

    private static async Task GoodAsync(ManagedWeb web, LoadGenerator tester)
    {
        await web.SetVersionAsync("2", CancellationToken.None);
        var (tested, met) = (0L, 0L);
        await Eventually.TrueAsync(
            async () =>
            {
                var seen = (tester.Counts.Snapshot().Of("2").Answered, web.Load.Counts.Snapshot().Of("2").Answered);
                var phase = await web.Kubectl.RunAsync(CancellationToken.None, "get", "canary", "web", "-o", "jsonpath={.status.phase}");
                (tested, met) = phase == "Progressing" ? seen : (tested, met);
                return phase == "Succeeded";
            },
            KubernetesApp.Within, "the version is promoted", CancellationToken.None);

        Assert.True(tested > 0);
        Assert.Equal(0, met);
        await Silence.OfAsync(web.Load, load => load.Of("1").Answered, "only the promoted version answers");
    }
}
