namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Copies that cannot be made or do not run.</summary>
public sealed class CopyTrapTests(TrapsFixture fixture) : IClassFixture<TrapsFixture>
{
    private const string Foreign = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web-canary, labels: {team: other}}
        spec:
          replicas: 0
          selector: {matchLabels: {app: other}}
          template:
            metadata: {labels: {app: other}}
            spec: {containers: [{name: other, image: "sample/web:1"}]}
        """;

    [Fact]
    public async Task ForeignDeployment_OfTheCopysName_IsNotTouchedAndNoTrialBegins()
    {
        var before = await Target.RestAsync();
        await Target.Web.Kubectl.ApplyAsync(Foreign, CancellationToken.None);
        var made = await IdentityAsync();
        await Target.SetImageAsync("sample/web:13");
        await Target.UntilAsync(async () => (await Target.CanaryAsync()).Reason == "ForeignObject", "the reason is ForeignObject");

        Assert.Equal("sample/web:13", await Target.HeldImageAsync());
        Assert.Equal(made, await IdentityAsync());
        await Target.RunAsync("delete", "deploy", "web-canary");
        await Target.PromotedAsync("sample/web:13");
        Assert.NotEmpty(Target.Web.Canary.Weights.Steps);
        Target.NothingLostSince(before);
    }

    [Theory]
    [InlineData("""{"name":"web","image":"sample/missing:1"}""", "ImagePullFailed", "sample/missing:1")]
    [InlineData("""{"name":"web","image":"sample/web:14","command":["/bin/false"]}""", "CopyCrashed", "exit code 1")]
    public async Task Copy_ThatCannotRun_IsRolledBackWithThePodsOwnReason(string container, string reason, string said)
    {
        var before = await Target.RestAsync();
        var images = await Target.ImagesAsync();
        await Target.PatchAsync("{\"spec\":{\"template\":{\"spec\":{\"containers\":[" + container + "]}}}}");
        var status = await Target.StatusAsync();

        Assert.Equal(1, status.ExitCode);
        // The pipeline's mark comes before the record.
        await Target.PhaseAsync("Failed");
        var canary = await Target.CanaryAsync();
        Assert.Equal(("Failed", reason), (canary.Phase, canary.Reason));
        Assert.Contains(said, canary.Message, StringComparison.Ordinal);
        Assert.Equal(images, await Target.ImagesAsync());
        await GiveUpAsync(images[0]);
        Target.NothingLostSince(before);
    }

    private TrapTarget Target => fixture.Target;

    // One update, since a version between the two would be tried.
    private async Task GiveUpAsync(string image)
    {
        await Target.PatchAsync($$$$$"""{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"{{{{{image}}}}}","command":null}]}}}}""");
        await Target.RestAsync();
    }

    private Task<string> IdentityAsync() => Target.RunAsync(
        "get", "deploy", "web-canary", "-o", "jsonpath={.metadata.uid} {.metadata.generation} {.metadata.labels} {.metadata.annotations} {.spec}");
}
