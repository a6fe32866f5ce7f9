using System.Text.Json.Nodes;
using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Commands;

public sealed class PreflightCommandTests : IAsyncLifetime
{
    private FakeApi _api = null!;

    public async Task InitializeAsync() => _api = await FakeApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Preflight_OfAClusterThatLacksEverything_ExitsWithSevenAndSaysWhatToDo()
    {
        _api.Answer("/version", """{"minor":"25"}""");

        var run = await CommandRun.OnAsync(_api, "preflight", "-o", "json");

        Assert.Equal(7, run.ExitCode);
        var first = JsonNode.Parse(run.Output)!.AsArray()[0]!;
        Assert.Equal(("error", "API server 1.25", "upgrade to Kubernetes 1.30 or later"), ((string?)first["level"], (string?)first["object"], (string?)first["do"]));
    }

    [Fact]
    public async Task Preflight_BeforeAnInstallation_AsksForTheRightsOfWhoInstalls()
    {
        _api.Answer("/version", """{"minor":"36"}""")
            .Answer("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", """{"status":{"allowed":false}}""");

        var run = await CommandRun.OnAsync(_api, "preflight");

        Assert.Contains("error    you\n         may not create, patch customresourcedefinitions.apiextensions.k8s.io, which installing needs\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preflight_OfWhatIsNoApiServer_ExitsWithThree() =>
        Assert.Equal(3, (await CommandRun.OnAsync(_api, "preflight")).ExitCode);
}
