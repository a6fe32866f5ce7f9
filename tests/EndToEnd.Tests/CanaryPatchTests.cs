using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>What people patch on a Canary in the middle of a run, and a run that loses its traffic.</summary>
public sealed class CanaryPatchTests
{
    private const string Image = "sample/web:2";

    [Fact]
    public async Task Patches_InMidRun_DoWhatTheManualSays()
    {
        await using var web = await SharedCluster.AddAsync("patches");
        var target = new TrapTarget(web);
        await target.TryOutAsync(Image, "60s");

        await PatchAsync(target, """{"spec":{"suspend":true}}""");
        await ReasonAsync(target, "Suspended");
        Assert.True((await target.CanaryAsync()).ServesItsWeight);
        await PatchAsync(target, """{"spec":{"suspend":false}}""");
        await ReasonAsync(target, "Analysing");

        await PatchAsync(target, """{"spec":{"analysis":{"threshold":0}}}""");
        await target.RefusedAsync(Image);
        Assert.Equal("Aborted", (await target.CanaryAsync()).Reason);
        Assert.Equal(0, web.Load.Counts.Snapshot().Lost);

        await PatchAsync(target, """{"spec":{"skipAnalysis":false}}""");
        await web.Canary.UntilAsync(canary => canary.ServesItsWeight, TrapTarget.Within, "the refused version is tried again", CancellationToken.None);
        await web.Load.StopAsync();
        await target.SetIntervalAsync("3s");
        await ReasonAsync(target, "NoTraffic");
    }

    private static Task<string> PatchAsync(TrapTarget target, string patch) => target.RunAsync("patch", "canary", "web", "--type=merge", "-p", patch);

    private static Task ReasonAsync(TrapTarget target, string reason) =>
        target.UntilAsync(async () => (await target.CanaryAsync()).Reason == reason, $"the reason is {reason}");
}
