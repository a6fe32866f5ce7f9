using CanaryMesh.EndToEnd.Tests.Phases;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Leaving;

/// <summary>Onboarding backwards, under load, from wherever the app then is.</summary>
[Collection(OneAtATime.Name)]
public sealed class LeavingTests(LeavingApps apps) : IClassFixture<LeavingApps>
{
    private static readonly string Sample = Path.Combine(Repository.Root, "tests", "SampleApp", "sample.yaml");

    public static TheoryData<string> Phases { get; } = [.. Phase.All.Select(phase => phase.Name)];

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task Annotation_RemovedInAnyPhase_LosesNothingAndLeavesWhatTheTeamWrote(string phase)
    {
        var app = await apps.LeftAsync(phase);
        var image = Phase.Named(phase).ServingAfterLeaving;

        Assert.Equal("", app.Faults());
        Assert.Equal(app.Written.Select(line => line.Replace(Image("sample/web:1"), Image(image), StringComparison.Ordinal)), await WrittenObjects.ReadAsync(app.Target.Web.Kubectl));
        Assert.Equal([], await WrittenObjects.OursAsync(app.Target.Web.Kubectl));
        Assert.Equal([image, image], await app.Target.ImagesAsync());
        Assert.Equal(0, (await app.Target.TryAsync("rollout", "status", "deploy/web", "--timeout=1s")).ExitCode);
    }

    [Theory]
    [InlineData("onboarding")]
    [InlineData("idle")]
    [InlineData("re-annotated")]
    public async Task Manifest_AfterLeavingBetweenTrials_DiffersInNothing(string phase)
    {
        var app = await apps.LeftAsync(phase);
        var client = await app.Target.TryAsync("diff", "-f", Sample);
        var server = await app.Target.TryAsync("diff", "--server-side", "--force-conflicts", "-f", Sample);

        Assert.True(client.ExitCode == 0, client.Output + client.Errors);
        Assert.True(server.ExitCode == 0, server.Output + server.Errors);
    }

    // As it stands in the spec: the annotation of the last apply quotes it otherwise, and keeps it.
    private static string Image(string image) => $"\"image\":\"{image}\"";
}
