namespace CanaryMesh.EndToEnd.Tests;

/// <summary>A primary without a ready pod in mid-trial. Nothing can serve then: requests are counted from the moment at which something does again.</summary>
public sealed class PrimaryLossTrapTests(TrapsFixture fixture) : IClassFixture<TrapsFixture>
{
    private const string Long = "60s";
    private const string Short = "2s";
    private const int Enough = 100;

    private const string NoPods = """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: no-pods}
        spec: {hard: {pods: "0"}}
        """;

    [Fact]
    public async Task Primary_ThatLosesItsLastPod_IsReplacedByTheReadyVersionOnTrial()
    {
        await Target.TryOutAsync("sample/web:17", Long);
        // Nothing takes the place of the lost pods, so the primary stays away until its end was seen.
        await Target.Web.Kubectl.ApplyAsync(NoPods, CancellationToken.None);
        await Target.UntilAsync(
            async () => (await Target.RunAsync("get", "quota", "no-pods", "-o", "jsonpath={.status.hard.pods}")) == "0", "the quota counts");
        await Target.RunAsync("delete", "pods", "-l", "app=web", "--wait=false");
        await Target.Web.Canary.UntilAsync(
            canary => canary is { Phase: "Promoting", Reason: "PrimaryLost" }, TrapTarget.Within, "the ready version takes over", CancellationToken.None);
        await Target.RunAsync("delete", "quota", "no-pods");
        await Target.PromotedAsync("sample/web:17");

        await ServesAgainAsync();
        await Target.SetIntervalAsync(Short);
    }

    [Fact]
    public async Task Primary_ScaledToZeroAndUpInMidTrial_IsNotLostAndTheTrialGoesOn()
    {
        await Target.TryOutAsync("sample/web:18", Long);
        var serving = (await Target.ImagesAsync())[0];
        await Target.RunAsync("scale", "deploy/web", "--replicas=0");
        await Target.UntilAsync(async () => (await Target.ImagesAsync()).Count == 0, "no pod is ready");
        await Target.RunAsync("scale", "deploy/web", "--replicas=2");
        await Target.UntilAsync(async () => (await Target.ImagesAsync()).Count == 2, "two pods are ready");

        Assert.All(await Target.ImagesAsync(), image => Assert.Equal(serving, image));
        Assert.Equal("sample/web:18", await Target.HeldImageAsync());
        var canary = await Target.CanaryAsync();
        Assert.True(canary.Phase == "Progressing", $"{canary}");
        await ServesAgainAsync();
        await Target.SetIntervalAsync(Short);
        await Target.PromotedAsync("sample/web:18");
        Assert.Equal("Promoted", (await Target.CanaryAsync()).Reason);
    }

    private TrapTarget Target => fixture.Target;

    private async Task ServesAgainAsync()
    {
        var before = Target.Web.Load.Counts.Snapshot();
        await Target.UntilAsync(() => Task.FromResult(Target.Web.Load.Counts.Snapshot().Sent >= before.Sent + Enough), "requests are sent");
        Target.NothingLostSince(before);
    }
}
