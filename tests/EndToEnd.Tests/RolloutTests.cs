using CanaryMesh.Load;
using CanaryMesh.Support;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Each test brings its own version, so they run in any order.</summary>
public sealed class RolloutTests(ManagedWebFixture fixture) : IClassFixture<ManagedWebFixture>
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task GoodVersion_UnderLoad_IsPromotedAndNothingIsLost()
    {
        var before = Web.Load.Counts.Snapshot();
        await Web.SetVersionAsync("2", CancellationToken.None);
        var status = StatusAsync();
        var verdict = await Web.JudgedAsync(Within, CancellationToken.None);

        Assert.Equal("Succeeded", verdict.Phase);
        Assert.Equal(0, (await status).ExitCode);
        AssertNothingLost(before);
        Assert.Equal(before.Failed, Web.Load.Counts.Snapshot().Failed);
        Assert.All(MeasuredStep.Of(Web.Canary.Weights.Steps, Web.Load.Counts, "2"), step => Assert.True(step.Within, step.ToString()));
    }

    [Fact]
    public async Task BadVersion_UnderLoad_IsRolledBackWithAReasonAndFailsThePipeline()
    {
        var before = Web.Load.Counts.Snapshot();
        await Web.SetVersionAsync("3", CancellationToken.None);
        var status = StatusAsync();
        var verdict = await Web.JudgedAsync(Within, CancellationToken.None);
        var judgedAt = DateTimeOffset.UtcNow;
        var ended = await status;

        Assert.Equal("Failed", verdict.Phase);
        Assert.NotEmpty(verdict.Message);
        Assert.Equal(1, ended.ExitCode);
        Assert.InRange((ended.EndedAt - judgedAt).TotalSeconds, -2, 2);
        AssertNothingLost(before);
        var after = Web.Load.Counts.Snapshot();
        Assert.Equal(after.Failed - before.Failed, after.Of("3").Failed - before.Of("3").Failed);
    }

    [Fact]
    public async Task TeamsOwnPause_IsLeftAloneAndWhatItResumesToIsHeld()
    {
        await Web.Canary.UntilAsync(canary => canary.Phase is "Initialized" or "Succeeded" or "Failed", Within, "no trial runs", CancellationToken.None);
        await KubectlAsync("rollout", "pause", "deploy/web");
        await Web.SetVersionAsync("7", CancellationToken.None);
        var underPause = await HeldAsync();
        await KubectlAsync("rollout", "resume", "deploy/web");
        var resumed = await HeldAsync();
        var verdict = await Web.JudgedAsync(Within, CancellationToken.None);

        Assert.Equal("true:", underPause);
        Assert.StartsWith("true:v1:", resumed, StringComparison.Ordinal);
        Assert.Equal("Succeeded", verdict.Phase);
    }

    private Task<string> HeldAsync() =>
        KubectlAsync("get", "deploy", "web", "-o", @"jsonpath={.spec.paused}:{.metadata.annotations.canary\.footanalytics\.io/held}");

    private Task<string> KubectlAsync(params string[] arguments) => Web.Kubectl.RunAsync(CancellationToken.None, arguments);

    private ManagedWeb Web => fixture.Web;

    private Task<RolloutStatusRun> StatusAsync() =>
        RolloutStatusRun.StartAsync(Web.Kubectl, "deploy/web", Within, TimeProvider.System, CancellationToken.None);

    private void AssertNothingLost(LoadSnapshot before)
    {
        var after = Web.Load.Counts.Snapshot();
        Assert.True(after.Lost == before.Lost, Web.Load.Counts.LostSince(before));
    }
}
