using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Commands;

public sealed class ExitCodeTests : IAsyncLifetime
{
    private FakeApi _api = null!;

    public async Task InitializeAsync() => _api = await FakeApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("status")]
    [InlineData("promote")]
    [InlineData("abort")]
    [InlineData("retry")]
    public async Task Command_OnAnAbsentCanary_ExitsWithThree(string command)
    {
        var run = await CommandRun.OnAsync(_api, command, "nobody");

        Assert.Equal((3, "error: canary shop/nobody was not found\n"), (run.ExitCode, run.Error.ReplaceLineEndings("\n")));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Command_ThatIsRefused_ExitsWithFourAndSaysWhy(int status)
    {
        _api.Answer(Some.CanaryPath + "/api", """{"kind":"Status","message":"user cannot get canaries"}""", status);

        var run = await CommandRun.OnAsync(_api, "status", "api");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("user cannot get canaries", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_WithAnAnswerThatIsNoCanary_ExitsWithFour()
    {
        _api.Answer(Some.CanaryPath + "/api", """{"metadata":{"name":"api"},"status":{"phase":"Sideways"}}""");

        Assert.Equal(4, (await CommandRun.OnAsync(_api, "status", "api")).ExitCode);
    }

    [Fact]
    public async Task Command_WithoutAnApiServer_ExitsWithFour()
    {
        await _api.DisposeAsync();
        await File.WriteAllTextAsync(_api.Kubeconfig, Kubeconfigs.For("http://127.0.0.1:1", "shop"));

        Assert.Equal(4, (await CommandRun.OnAsync(_api, "status", "api")).ExitCode);
    }

    [Theory]
    [InlineData("--kubeconfig", "absent-file")]
    [InlineData("--context", "absent-context")]
    public async Task Command_WithoutUsableKubeconfig_ExitsWithFour(string option, string value)
    {
        string[] args = option is "--kubeconfig" ? ["status", option, value] : ["status", option, value, "--kubeconfig", _api.Kubeconfig];

        var run = await CommandRun.OfAsync(args);

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("no usable kubeconfig", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status", "a", "b")]
    [InlineData("status", "-o", "yaml")]
    [InlineData("forward")]
    [InlineData("promote", "--wight")]
    public async Task Command_ThatIsMistyped_ExitsWithTwo(params string[] args)
    {
        var run = await CommandRun.OnAsync(_api, args);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(_api.Received);
    }

    [Fact]
    public async Task Help_ExitsWithZero() => Assert.Equal(0, (await CommandRun.OfAsync("--help")).ExitCode);
}
