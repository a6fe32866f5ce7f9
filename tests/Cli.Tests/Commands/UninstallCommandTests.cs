using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Commands;

public sealed class UninstallCommandTests : IAsyncLifetime
{
    private const string Deployments = "/apis/apps/v1/deployments";
    private FakeApi _api = null!;

    public async Task InitializeAsync() => _api = (await FakeApi.StartAsync()).Answer(Deployments, """
        {"items":[{"metadata":{"name":"api","namespace":"shop","annotations":{"canary.footanalytics.io/enabled":"true"}}}]}
        """);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Uninstall_WithoutYes_ShowsTheStepsAndChangesNothing()
    {
        var run = await CommandRun.OnAsync(_api, "uninstall");

        Assert.Equal((2, "deployment shop/api: annotation canary.footanalytics.io/enabled removed\n"), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
        Assert.All(_api.Received, each => Assert.Equal("GET", each.Method));
    }

    [Fact]
    public async Task Uninstall_AsDryRun_Succeeds() => Assert.Equal(0, (await CommandRun.OnAsync(_api, "uninstall", "--dry-run", "--yes", "-o", "json")).ExitCode);

    [Fact]
    public async Task Uninstall_WithoutAnAnalyzer_ChangesNothingAndExitsWithSix()
    {
        var run = await CommandRun.OnAsync(_api, "uninstall", "--yes");

        Assert.Equal(6, run.ExitCode);
        Assert.Contains("no analyzer is there", run.Error, StringComparison.Ordinal);
        Assert.All(_api.Received, each => Assert.Equal("GET", each.Method));
    }

    [Fact]
    public async Task Uninstall_WithATimeThatIsNone_ExitsWithTwo() => Assert.Equal(2, (await CommandRun.OnAsync(_api, "uninstall", "--timeout", "soon")).ExitCode);
}
