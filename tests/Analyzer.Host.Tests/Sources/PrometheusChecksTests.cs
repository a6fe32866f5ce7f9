using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Api.Control;
using Board = CanaryMesh.Analyzer.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Sources;

public sealed class PrometheusChecksTests : SourceWorld
{
    private const string Pods = "avg(gpu{\n  namespace=\"{{ namespace }}\",\n  pod=~\"{{ target }}-canary-.*\"\n})";

    [Fact]
    public async Task Inline_IsRenderedAskedAndKept()
    {
        var reading = await ReadAsync(Inline("sum(rate(x{w=\"{{ target }}\"}[{{ interval }}]))"));

        Assert.Equal((ReadingKind.Value, 42, "sum(rate(x{w=\"web-canary\"}[2m]))"), (reading.Kind, reading.Number, reading.Query));
        Assert.Equal([reading.Query], Asked);
    }

    [Fact]
    public async Task Template_OfTheDocument_AsksForTheCopysPods()
    {
        Templates.Add(Texts.Of(Pods));

        var reading = await ReadAsync(Of("gpu"));

        Assert.Equal((ReadingKind.Value, 42, "avg(gpu{ namespace=\"shop\", pod=~\"web-canary-.*\" })"), (reading.Kind, reading.Number, reading.Query));
    }

    [Fact]
    public async Task Template_OfAnotherNamespace_IsReadUnlessThatIsForbidden()
    {
        Templates.Add(Texts.Of("up", ns: "mon"));
        var free = await ReadAsync(Of("gpu", "mon"));
        var folder = Directory.CreateTempSubdirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "no-cross-namespace-refs"), "true\n");
        var strict = await CheckSources.Of(StillOf(), Api, null, History, new InstallationSettings(folder.FullName), Time)
            .ReadAsync(Seen([Of("gpu", "mon")], TimeSpan.FromHours(1)), Trial(null), CancellationToken.None);
        folder.Delete(recursive: true);

        Assert.Equal((ReadingKind.Value, ReadingKind.Error), (free.Kind, strict.Single().Kind));
        Assert.Contains("no-cross-namespace-refs forbids", strict.Single().Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", ReadingKind.NoData, "")]
    [InlineData("""[{"value":[1,"NaN"]}]""", ReadingKind.NoData, "")]
    [InlineData("""[{"value":[1,"1"]},{"value":[1,"2"]}]""", ReadingKind.Error, "the query gives 2 series; one was expected")]
    public async Task Answer_IsAValueNothingOrAFault(string vector, ReadingKind kind, string fault)
    {
        Gives(vector);

        var reading = await ReadAsync(Inline("up"));

        Assert.Equal((kind, fault), (reading.Kind, reading.Fault));
    }

    [Fact]
    public async Task NoData_WhileTheProxiesSeeTraffic_SaysSoWithTheQuery()
    {
        Gives("[]");
        var cells = new long[Board.SideCounts.CellCount];
        (cells[1], cells[3]) = (7, 7);
        History.Record(new("shop", "web"), "abc", Time.GetUtcNow(), [new(new(Side.Canary, Route.Split, "abc", Board.PolicyId.None, 10), cells)], TimeSpan.FromMinutes(2));

        var reading = await ReadAsync(Inline("up{w=\"{{ target }}\"}"));

        Assert.Equal("while the proxies counted 7 requests of the canary: its labels may not match; asked was up{w=\"web-canary\"}", reading.Note);
    }

    [Fact]
    public async Task TooSoon_IsNotAsked()
    {
        var reading = (await ReadAsync([Inline("up")], running: TimeSpan.FromSeconds(119))).Single();

        Assert.Equal((ReadingKind.Early, 0), (reading.Kind, Asked.Count));
        Assert.StartsWith("at 12:00:01Z", reading.Fault, StringComparison.Ordinal);
        Assert.Equal(ReadingKind.Value, (await ReadAsync([Inline("up")], running: TimeSpan.FromSeconds(120))).Single().Kind);
    }

    [Theory]
    [InlineData("{{ variables.x }}", "templateVariables of the check has no key x")]
    [InlineData("{{ if false }}up{{ end }}", "the query renders to nothing")]
    [InlineData("{{ range }}", "line 1, column 4: range")]
    public async Task Query_ThatCannotBeRendered_IsAnError(string query, string fault)
    {
        var reading = await ReadAsync(Inline(query));

        Assert.Equal((ReadingKind.Error, 0), (reading.Kind, Asked.Count));
        Assert.Contains(fault, reading.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_ChangedDeletedAndMadeAgain_IsTheLastGoodOneOrAnError()
    {
        Templates.Add(Texts.Of("up"));
        var good = await ReadAsync(Of("gpu"));
        Templates[0] = Texts.Of("{{ range }}", version: "2");
        var bad = await ReadAsync(Of("gpu"));
        Templates[0] = Texts.Of("down", version: "3");
        var mended = await ReadAsync(Of("gpu"));
        Templates.Clear();
        var gone = await ReadAsync(Of("gpu"));

        Assert.Equal((("up", ""), "up", ("down", "")), ((good.Query, good.Note), bad.Query, (mended.Query, mended.Note)));
        Assert.Contains("MetricTemplate shop/gpu as it was before it became unusable: spec.query: line 1, column 4", bad.Note, StringComparison.Ordinal);
        Assert.Equal((ReadingKind.Error, "MetricTemplate shop/gpu does not exist"), (gone.Kind, gone.Fault));
    }

    [Fact]
    public async Task Template_BadFromTheBeginning_IsAnErrorThatSaysWhy()
    {
        Templates.Add(Texts.Of("up", provider: """{"type":"datadog"}"""));

        Assert.StartsWith("MetricTemplate shop/gpu cannot be used: spec.provider.type: datadog must be prometheus", (await ReadAsync(Of("gpu"))).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WithoutAnySource_IsAnError() =>
        Assert.Contains("neither a query nor a templateRef", (await ReadAsync(new MetricCheck("bare", CheckKind.None, null, 0, TimeSpan.FromMinutes(1)))).Fault, StringComparison.Ordinal);

    [Fact]
    public async Task ManyChecks_AreReadTogetherUnderOneDeadline()
    {
        using var asked = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        Server.Answer = _ =>
        {
            asked.Release();
            go.Wait(TimeSpan.FromSeconds(20));
            return (200, "");
        };
        var reading = ReadAsync([Inline("a"), Inline("b"), Inline("c")]);
        for (var count = 0; count < 3; count++)
        {
            Assert.True(await asked.WaitAsync(TimeSpan.FromSeconds(20)));
        }

        Time.Advance(TimeSpan.FromSeconds(5));

        Assert.All(await reading, each => Assert.EndsWith("gave no answer within 5 s", each.Fault, StringComparison.Ordinal));
        go.Set();
    }

    private ClusterCaches StillOf() => Applying.StillCache.Of(templates: Templates);
}
