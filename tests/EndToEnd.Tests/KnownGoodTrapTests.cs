using CanaryMesh.Api.Names;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>The way back to what was promoted before is immediate.</summary>
public sealed class KnownGoodTrapTests(TrapsFixture fixture) : IClassFixture<TrapsFixture>
{
    [Fact]
    public async Task LastPromotedImage_SetAgain_RollsWithoutATrial()
    {
        await Target.RestAsync();
        var first = (await Target.ImagesAsync())[0];
        await PromoteAsync("sample/web:9");
        var before = await Target.RestAsync();
        await Target.SetImageAsync(first);

        await RollsAtOnceAsync(first);
        Target.NothingLostSince(before);
    }

    [Fact]
    public async Task Undo_ToAPromotedVersion_RollsWithoutATrialAndKeepsTheMarks()
    {
        await Target.RestAsync();
        var first = (await Target.ImagesAsync())[0];
        await PromoteAsync("sample/web:10");
        var before = await Target.RestAsync();
        await Target.RunAsync("rollout", "undo", "deploy/web");

        await RollsAtOnceAsync(first);
        var deployment = await Target.DeploymentAsync();
        Assert.Equal("true", (string?)deployment["metadata"]!["annotations"]![AnnotationNames.Enabled]);
        Assert.Equal("true", (string?)deployment["metadata"]!["annotations"]![AnnotationNames.Managed]);
        Assert.NotNull(deployment["spec"]!["template"]!["metadata"]!["annotations"]![AnnotationNames.Plan]);
        Assert.Equal(AnnotationNames.Primary, (string?)deployment["spec"]!["template"]!["metadata"]!["labels"]![AnnotationNames.Track]);
        Target.NothingLostSince(before);
    }

    private TrapTarget Target => fixture.Target;

    private async Task PromoteAsync(string image)
    {
        await Target.SetImageAsync(image);
        await Target.PromotedAsync(image);
    }

    private async Task RollsAtOnceAsync(string image)
    {
        var status = await Target.StatusAsync();
        Assert.True(status.ExitCode == 0, status.Output);
        await Target.PromotedAsync(image);
        Assert.Equal("KnownGood", (await Target.CanaryAsync()).Reason);
        Assert.Empty(Target.Web.Canary.Weights.Steps);
    }
}
