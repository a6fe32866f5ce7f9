using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Records;

public sealed class ExplainCommandTests : IAsyncLifetime
{
    private const string Maps = "/api/v1/namespaces/shop/configmaps";
    private static readonly string Older = "v1:11aa" + new string('c', 60);
    private FakeApi _api = null!;

    public async Task InitializeAsync() => _api = await FakeApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Explain_ARolledBackVersion_IsAsDrawn()
    {
        Keep(SomeRecord.RolledBack());

        var run = await CommandRun.OnAsync(_api, "explain", "api");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Rendering", "Golden", "explain.txt")), run.Output);
        Assert.Contains("labelSelector=canary.footanalytics.io/judged=api", Uri.UnescapeDataString(_api.Received.Single().Query), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_AsJson_IsTheRecordAsItIsKept()
    {
        var record = SomeRecord.RolledBack();
        Keep(SomeRecord.RolledBack(Older, Some.Now.AddDays(-1)), record);

        Assert.Equal(record.ToJson() + "\n", (await CommandRun.OnAsync(_api, "explain", "api", "-o", "json")).Output);
    }

    [Theory]
    [InlineData("11aa")]
    [InlineData("v1:11aac")]
    public async Task Explain_AnOlderVersion_ShowsThatOne(string version)
    {
        Keep(SomeRecord.RolledBack(), SomeRecord.RolledBack(Older, Some.Now.AddDays(-1)));

        Assert.Contains("11aacccccc", (await CommandRun.OnAsync(_api, "explain", "api", "--version", version)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_AVersionThatIsNotOnRecord_SaysWhichAre()
    {
        Keep(SomeRecord.RolledBack());

        var run = await CommandRun.OnAsync(_api, "explain", "api", "--version", "ffff");

        Assert.Equal((3, "error: there is no record of version ffff; there are those of 9876543210\n"), (run.ExitCode, run.Error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Explain_WhereNothingIsOnRecord_SaysSo()
    {
        _api.Answer(Maps, """{"items":[{"metadata":{"name":"api-judged-1"},"data":{"state.json":"{}"}}]}""").Answer($"{Some.CanaryPath}/api", Some.Json(Some.Canary(null)));

        var run = await CommandRun.OnAsync(_api, "explain", "api");

        Assert.Equal((3, "error: nothing is on record of canary shop/api: no decision was taken on a version yet\n"), (run.ExitCode, run.Error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Explain_ANameThatNobodyHas_SaysThatThereIsNoSuchCanary()
    {
        _api.Answer(Maps, """{"items":[]}""");

        var run = await CommandRun.OnAsync(_api, "explain", "apj");

        Assert.Equal((3, "error: canary shop/apj was not found\n"), (run.ExitCode, run.Error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Explain_BesideARecordThatCannotBeRead_WarnsThatAnotherMayBeTheLast()
    {
        Keep(SomeRecord.RolledBack(Older, Some.Now.AddDays(-1)), SomeRecord.RolledBack() with { Form = 2 });

        var run = await CommandRun.OnAsync(_api, "explain", "api");

        Assert.Contains("11aacccccc", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            (0, "warning: what ConfigMap api-judged keeps of canary shop/api is a record of form 2, and this plugin reads form 1: take a newer one; version 11aacccccc is shown, which need not be the one decided on last\n"),
            (run.ExitCode, run.Error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Explain_AVersionThatWasAskedFor_WarnsOfNoOther()
    {
        Keep(SomeRecord.RolledBack(Older, Some.Now.AddDays(-1)), SomeRecord.RolledBack() with { Form = 2 });

        Assert.Equal("", (await CommandRun.OnAsync(_api, "explain", "api", "--version", "11aa")).Error);
    }

    [Fact]
    public async Task Explain_ARecordOfANewerForm_SaysSo()
    {
        Keep(SomeRecord.RolledBack() with { Form = 2 });

        var run = await CommandRun.OnAsync(_api, "explain", "api");

        Assert.Equal((2, "error: what ConfigMap api-judged keeps of canary shop/api is a record of form 2, and this plugin reads form 1: take a newer one\n"), (run.ExitCode, run.Error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Explain_WithoutAName_ExitsWithTwo() => Assert.Equal(2, (await CommandRun.OnAsync(_api, "explain")).ExitCode);

    [Theory]
    [InlineData("explain", "--version")]
    [InlineData("replay", "FILE")]
    public async Task Help_NamesWhatItTakes(string command, string named) => Assert.Contains(named, (await CommandRun.OfAsync(command, "--help")).Output, StringComparison.Ordinal);

    private void Keep(params DecisionRecord[] records) => _api.Answer(Maps, new JsonObject
    {
        ["items"] = new JsonArray([.. records.Select(record => new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "api-judged" },
            ["data"] = new JsonObject { ["record.json"] = record.ToJson() },
        })]),
    }.ToJsonString());
}
