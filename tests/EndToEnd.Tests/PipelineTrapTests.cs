namespace CanaryMesh.EndToEnd.Tests;

/// <summary>What pipelines do in haste, under load.</summary>
public sealed class PipelineTrapTests(TrapsFixture fixture) : IClassFixture<TrapsFixture>
{
    private static readonly TimeSpan Haste = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Flapping = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task TwoVersions_InTurnEverySecond_TheLastIsJudgedAndNoneServesUnjudged()
    {
        var before = await Target.RestAsync();
        var serving = (await Target.ImagesAsync())[0];
        var until = DateTimeOffset.UtcNow + Flapping;
        using var beat = new PeriodicTimer(Haste);
        for (var turn = 0; DateTimeOffset.UtcNow < until; turn++)
        {
            await Target.SetImageAsync(turn % 2 == 0 ? "sample/web:7" : "sample/web:8");
            Assert.All(await Target.ImagesAsync(), image => Assert.Equal(serving, image));
            await beat.WaitForNextTickAsync();
        }
        var last = await Target.HeldImageAsync();
        Assert.NotNull(last);
        await Target.PromotedAsync(last);

        Assert.Equal("Promoted", (await Target.CanaryAsync()).Reason);
        Assert.Contains(Target.Web.Canary.Weights.Steps, step => step.Weight > 0);
        Target.NothingLostSince(before);
    }

    private TrapTarget Target => fixture.Target;
}
