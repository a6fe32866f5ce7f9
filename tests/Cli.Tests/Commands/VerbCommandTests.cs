using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Commands;

public sealed class VerbCommandTests : IAsyncLifetime
{
    private FakeApi _api = null!;

    public async Task InitializeAsync() => _api = await FakeApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("promote", CanaryPhase.Progressing)]
    [InlineData("promote", CanaryPhase.WaitingPromotion)]
    [InlineData("abort", CanaryPhase.Waiting)]
    [InlineData("retry", CanaryPhase.Failed)]
    public async Task Verb_WithSomethingToDo_PatchesTheCommandAnnotation(string verb, CanaryPhase phase)
    {
        var status = (phase is CanaryPhase.Failed ? Some.Failed : Some.Progressing) with { Phase = phase };
        _api.Answer(Some.CanaryPath + "/api", Some.Json(Some.Canary(status)));

        var run = await CommandRun.OnAsync(_api, verb, "api");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var patch = _api.Received[^1];
        Assert.Equal(("PATCH", Some.CanaryPath + "/api"), (patch.Method, patch.Path));
        Assert.StartsWith("application/merge-patch+json", patch.ContentType, StringComparison.Ordinal);
        Assert.Matches(
            """^{"metadata":{"annotations":{"canary.footanalytics.io/command":"VERB:[0-9a-f]{12}"}}}$""".Replace("VERB", verb, StringComparison.Ordinal), patch.Body);
    }

    [Fact]
    public async Task Verb_AsJson_SaysWhatItWrote()
    {
        _api.Answer(Some.CanaryPath + "/api", Some.Json(Some.Canary(Some.Progressing)));

        var run = await CommandRun.OnAsync(_api, "abort", "api", "-o", "json");

        Assert.Matches("""^{"name":"api","command":"abort:[0-9a-f]{12}"}\s$""", run.Output);
    }

    [Fact]
    public async Task Verb_GivenTwice_CarriesAnotherSuffix()
    {
        _api.Answer(Some.CanaryPath + "/api", Some.Json(Some.Canary(Some.Progressing)));

        await CommandRun.OnAsync(_api, "abort", "api");
        await CommandRun.OnAsync(_api, "abort", "api");

        Assert.Equal(2, _api.Received.Where(each => each.Method is "PATCH").Select(each => each.Body).Distinct().Count());
    }

    [Theory]
    [InlineData("promote", CanaryPhase.Succeeded)]
    [InlineData("promote", CanaryPhase.Promoting)]
    [InlineData("abort", CanaryPhase.Failed)]
    [InlineData("abort", CanaryPhase.None)]
    [InlineData("retry", CanaryPhase.Progressing)]
    [InlineData("retry", CanaryPhase.Succeeded)]
    public async Task Verb_WithNothingToDo_ExitsWithFiveAndWritesNothing(string verb, CanaryPhase phase)
    {
        _api.Answer(Some.CanaryPath + "/api", Some.Json(Some.Canary(Some.Progressing with { Phase = phase, RefusedSpec = Some.TrialHash })));

        var run = await CommandRun.OnAsync(_api, verb, "api");

        Assert.Equal(5, run.ExitCode);
        Assert.StartsWith("error: api ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_api.Received, each => each.Method is "PATCH");
    }

    [Fact]
    public async Task Verb_WithoutNameInANamespaceOfOne_TakesIt()
    {
        _api.Answer(Some.CanaryPath, Some.ListJson(Some.Canary(Some.Progressing)))
            .Answer(Some.CanaryPath + "/api", Some.Json(Some.Canary(Some.Progressing)));

        var run = await CommandRun.OnAsync(_api, "promote");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("PATCH", _api.Received[^1].Method);
    }

    [Fact]
    public async Task Verb_WithoutNameInANamespaceOfTwo_NamesThem()
    {
        _api.Answer(Some.CanaryPath, Some.ListJson(Some.Canary(Some.Progressing), Some.Canary(Some.Progressing, "web")));

        var run = await CommandRun.OnAsync(_api, "abort");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("api, web", run.Error, StringComparison.Ordinal);
    }
}
