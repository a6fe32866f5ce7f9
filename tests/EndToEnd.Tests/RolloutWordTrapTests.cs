using CanaryMesh.Api.Names;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>kubectl's other words for a template: undo, restart, and the way back in mid-trial.</summary>
public sealed class RolloutWordTrapTests(TrapsFixture fixture) : IClassFixture<TrapsFixture>
{
    private static readonly string[] Later = ["sample/web:2", "sample/web:6", "sample/web:7"];

    [Fact]
    public async Task Undo_BeyondTheLastThreePromoted_IsHeldJudgedAndKeepsTheMarks()
    {
        await Target.RestAsync();
        var (image, revision) = ((await Target.ImagesAsync())[0], await RevisionAsync());
        foreach (var later in Later)
        {
            await LetThroughAsync(later);
        }
        var before = await Target.RestAsync();
        await Target.RunAsync("rollout", "undo", "deploy/web", $"--to-revision={revision}");

        Assert.Equal(image, await Target.HeldImageAsync());
        var deployment = await Target.DeploymentAsync();
        Assert.Equal("true", (string?)deployment["metadata"]!["annotations"]![AnnotationNames.Enabled]);
        Assert.Equal("true", (string?)deployment["metadata"]!["annotations"]![AnnotationNames.Managed]);
        Assert.NotNull(deployment["spec"]!["template"]!["metadata"]!["annotations"]![AnnotationNames.Plan]);
        Assert.Equal(AnnotationNames.Primary, (string?)deployment["spec"]!["template"]!["metadata"]!["labels"]![AnnotationNames.Track]);
        Assert.All(await Target.ImagesAsync(), each => Assert.Equal(Later[^1], each));
        await Target.PromotedAsync(image);
        Assert.Equal("Promoted", (await Target.CanaryAsync()).Reason);
        Assert.NotEmpty(Target.Web.Canary.Weights.Steps);
        Target.NothingLostSince(before);
    }

    [Fact]
    public async Task UndoAndRestart_OfAHeldTarget_AreRefusedByKubectlAndARestartBesideItIsWarnedAbout()
    {
        var before = await Target.TryOutAsync("sample/web:8", Long);
        var undo = await Target.TryAsync("rollout", "undo", "deploy/web");
        var restart = await Target.TryAsync("rollout", "restart", "deploy/web");
        var patch = await Target.TryAsync("patch", "deploy", "web", "-p", Restarted);

        Assert.NotEqual(0, undo.ExitCode);
        Assert.Contains("paused", undo.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, restart.ExitCode);
        Assert.Contains("paused", restart.Errors, StringComparison.Ordinal);
        Assert.True(patch.ExitCode == 0, patch.Errors);
        Assert.Contains("the restart waits until the held version is promoted or given up", patch.Errors, StringComparison.Ordinal);
        Assert.Equal("sample/web:8", await Target.HeldImageAsync());
        Assert.Equal("Progressing", (await Target.CanaryAsync()).Phase);
        Assert.DoesNotContain("sample/web:8", await Target.ImagesAsync());
        await Target.SetIntervalAsync(Short);
        await Target.PromotedAsync("sample/web:8");
        Target.NothingLostSince(before);
    }

    [Fact]
    public async Task PrimarysTemplate_SetAgainInMidTrial_IsAnAbortThatRollsNothing()
    {
        await Target.RestAsync();
        var (serving, pods) = ((await Target.ImagesAsync())[0], await Target.PodNamesAsync());
        var before = await Target.TryOutAsync("sample/web:9", Long);
        await Target.SetImageAsync(serving);
        await Target.UntilAsync(async () => (await Target.CanaryAsync()) is { Reason: "Reverted", Weight: 0 }, "the trial is given up");
        var status = await Target.StatusAsync();

        Assert.True(status.ExitCode == 0, status.Output);
        await Target.SetIntervalAsync(Short);
        await Target.RestAsync();
        Assert.Equal(pods, await Target.PodNamesAsync());
        Target.NothingLostSince(before);
    }

    [Fact]
    public async Task Restart_OfAnUnheldTarget_ReplacesThePodsWithoutATrial()
    {
        var before = await Target.RestAsync();
        var (serving, pods) = ((await Target.ImagesAsync())[0], await Target.PodNamesAsync());
        await Target.RunAsync("rollout", "restart", "deploy/web");

        Assert.Null(await Target.HeldImageAsync());
        var status = await Target.StatusAsync();
        Assert.True(status.ExitCode == 0, status.Output);
        await Target.RestAsync();
        Assert.DoesNotContain(await Target.PodNamesAsync(), pods.Contains);
        Assert.All(await Target.ImagesAsync(), image => Assert.Equal(serving, image));
        Assert.Empty(Target.Web.Canary.Weights.Steps);
        Target.NothingLostSince(before);
    }

    private const string Long = "60s";
    private const string Short = "2s";
    private const string Restarted =
        """{"spec":{"template":{"metadata":{"annotations":{"kubectl.kubernetes.io/restartedAt":"2026-01-01T00:00:00Z"}}}}}""";

    private TrapTarget Target => fixture.Target;

    private async Task<string> RevisionAsync() => (string)(await Target.DeploymentAsync())["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"]!;

    // Promoted without a trial, which is the quick way to fill the record.
    private async Task LetThroughAsync(string image)
    {
        var last = await LastPromotedAsync();
        await Target.PatchAsync(
            $$$$$"""{"metadata":{"annotations":{"{{{{{AnnotationNames.SkipAnalysis}}}}}":"{{{{{image}}}}} at once"}},"spec":{"template":{"spec":{"containers":[{"name":"web","image":"{{{{{image}}}}}"}]}}}}""");
        await Target.PromotedAsync(image);
        await Target.UntilAsync(async () => await LastPromotedAsync() != last, $"{image} is on record");
    }

    private async Task<string> LastPromotedAsync() => await Target.RunAsync("get", "canary", "web", "-o", "jsonpath={.status.lastPromotedSpec}");
}
