using CanaryMesh.Load;

namespace CanaryMesh.EndToEnd.Tests.Strategies;

/// <summary>Each way to bring a version to its users, with every request counted. The trials run side by side.</summary>
public sealed class StrategyTests(StrategiesFixture fixture) : IClassFixture<StrategiesFixture>
{
    [Fact]
    public Task EveryStrategy_UnderLoad_SendsEachRequestWhereItBelongsAndLosesNone() =>
        Task.WhenAll(LaneInFrontOfWeightsAsync(fixture.Lane), AbTestAsync(fixture.AbTest), BlueGreenAsync(fixture.BlueGreen));

    private static async Task LaneInFrontOfWeightsAsync(StrategyApp app)
    {
        var before = app.Web.Load.Counts.Snapshot();
        await TryOutAsync(app, "2");
        string? cookie = null;
        while (cookie is null && await IsOnTrialAsync(app))
        {
            (_, cookie) = await app.AskAsync("x-nobody", "in particular");
        }

        var stays = app.WhileOnTrialAsync("Cookie", cookie?.Split(';')[0] ?? "none");
        var (versions, _) = await app.WhileOnTrialAsync("canary", "true");
        var kept = (await stays).Versions;
        await PromotedAsync(app);

        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Equal("2", version));
        Assert.StartsWith("side=", cookie, StringComparison.Ordinal);
        Assert.All(kept, version => Assert.Equal("2", version));
        Assert.InRange(await app.PassedChecksAsync(), 4, 5);
        NothingLost(app, before);
    }

    private static async Task AbTestAsync(StrategyApp app)
    {
        var before = app.Web.Load.Counts.Snapshot();
        await TryOutAsync(app, "2");
        var (versions, load) = await app.WhileOnTrialAsync("x-user", "insider");
        await PromotedAsync(app);

        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Equal("2", version));
        Assert.Equal(0, load.Of("2").Answered);
        NothingLost(app, before);
    }

    private static async Task BlueGreenAsync(StrategyApp app)
    {
        var before = app.Web.Load.Counts.Snapshot();
        await app.Web.SetVersionAsync("3", CancellationToken.None);
        var refused = await app.Web.JudgedAsync(TrapTarget.Within, CancellationToken.None);
        var between = app.Web.Load.Counts.Snapshot();
        await app.Web.SetVersionAsync("2", CancellationToken.None);
        await PromotedAsync(app);

        Assert.Equal(("Failed", "ChecksFailed"), (refused.Phase, refused.Reason));
        Assert.Equal(0, between.Of("3").Answered);
        NothingLost(app, before);
    }

    private static async Task TryOutAsync(StrategyApp app, string version)
    {
        await app.Web.SetVersionAsync(version, CancellationToken.None);
        await app.Web.Canary.UntilAsync(
            canary => canary.Phase == "Progressing" && canary.Weight > 0 && canary.AppliedWeight == canary.Weight, TrapTarget.Within, $"{version} serves its share", CancellationToken.None);
    }

    private static async Task<bool> IsOnTrialAsync(StrategyApp app) => (await app.CanaryAsync()).Phase == "Progressing";

    private static Task PromotedAsync(StrategyApp app) =>
        app.Web.Canary.UntilAsync(canary => canary.Phase == "Succeeded", TrapTarget.Within, "the version is promoted", CancellationToken.None);

    private static void NothingLost(StrategyApp app, LoadSnapshot before)
    {
        var after = app.Web.Load.Counts.Snapshot();
        Assert.True(after.Sent > before.Sent);
        Assert.True(
            (after.Lost, after.Failed) == (before.Lost, before.Failed),
            $"{app.Web.Kubectl.Namespace}: {after.Lost - before.Lost} lost, {after.Failed - before.Failed} failed: {string.Join("; ", after.FirstLost.Skip((int)before.Lost).Take(5))}");
    }
}
