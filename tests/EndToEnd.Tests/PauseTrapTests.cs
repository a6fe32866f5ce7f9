using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>A manifest that says paused: false, applied again and again as a GitOps controller does.</summary>
public sealed class PauseTrapTests(TrapsFixture fixture) : IClassFixture<TrapsFixture>
{
    private const int Applies = 4;

    [Theory]
    [InlineData("--server-side=false", "sample/web:15")]
    [InlineData("--server-side=true", "sample/web:16")]
    public async Task PausedFalse_InEveryApply_StaysHeldShowsNoDifferenceAndIsJudged(string side, string image)
    {
        var before = await Target.RestAsync();
        var serving = (await Target.ImagesAsync())[0];
        await Target.SetIntervalAsync("60s");
        var manifest = await WriteAsync(image);
        await ApplyAsync(side, manifest);
        var generation = await GenerationAsync();
        for (var turn = 0; turn < Applies; turn++)
        {
            var again = await ApplyAsync(side, manifest);
            Assert.Contains("the pause is kept", again.Errors, StringComparison.Ordinal);
            Assert.Equal(image, await Target.HeldImageAsync());
            Assert.All(await Target.ImagesAsync(), each => Assert.Equal(serving, each));
        }
        await NoDifferenceAsync(side, manifest);
        Assert.Equal(generation, await GenerationAsync());
        await Target.SetIntervalAsync("2s");
        await Target.PromotedAsync(image);

        Assert.Equal("Promoted", (await Target.CanaryAsync()).Reason);
        Assert.Contains(Target.Web.Canary.Weights.Steps, step => step.Weight > 0);
        generation = await GenerationAsync();
        await ApplyAsync(side, manifest);
        await NoDifferenceAsync(side, manifest);
        Assert.Equal(generation, await GenerationAsync());
        Target.NothingLostSince(before);
    }

    private TrapTarget Target => fixture.Target;

    private async Task<CommandResult> ApplyAsync(string side, string manifest)
    {
        var applied = await Target.TryAsync(["apply", side, .. Forced(side), "-f", manifest]);
        Assert.True(applied.ExitCode == 0, applied.Errors);
        return applied;
    }

    private async Task NoDifferenceAsync(string side, string manifest)
    {
        var difference = await Target.TryAsync(["diff", side, .. Forced(side), "-f", manifest]);
        Assert.True(difference.ExitCode == 0, difference.Output + difference.Errors);
    }

    // The other test, or a way back to rest, may have set the image by another manager.
    private static string[] Forced(string side) => side.EndsWith("true", StringComparison.Ordinal) ? ["--force-conflicts"] : [];

    private Task<string> GenerationAsync() => Target.RunAsync("get", "deploy", "web", "-o", "jsonpath={.metadata.generation}");

    private async Task<string> WriteAsync(string image)
    {
        var sample = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "SampleApp", "sample.yaml"));
        var file = Path.Combine(Target.Web.Cluster.Folder, $"{Target.Web.Kubectl.Namespace}-paused.yaml");
        await File.WriteAllTextAsync(file, sample
            .Replace("  replicas: 2\n", "  replicas: 2\n  paused: false\n", StringComparison.Ordinal)
            .Replace("sample/web:1", image, StringComparison.Ordinal));
        return file;
    }
}
