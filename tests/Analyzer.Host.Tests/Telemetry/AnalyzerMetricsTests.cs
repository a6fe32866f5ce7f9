using System.Text;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Telemetry;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Telemetry;

public sealed class AnalyzerMetricsTests
{
    private readonly AnalyzerMetrics _metrics = new(Metrics.NewCustomRegistry());

    [Theory]
    [InlineData("Progressing", 0)]
    [InlineData("Failed", 2)]
    [InlineData("Succeeded", 1)]
    [InlineData("WaitingPromotion", 1)]
    public async Task Phase_HasFlaggersCode(string phase, int code)
    {
        _metrics.Phase("shop", "api", phase);

        Assert.Contains($"flagger_canary_status{{name=\"api\",namespace=\"shop\"}} {code}\n", await ScrapeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Phase_ThatPassed_HasNoSeries()
    {
        _metrics.Phase("shop", "api", "Progressing");
        _metrics.Phase("shop", "api", "Failed");

        var text = await ScrapeAsync();
        Assert.Contains("phase=\"Failed\"} 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("phase=\"Progressing\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weight_IsGivenForBothSides()
    {
        _metrics.Weight("shop", "api", 30);

        var text = await ScrapeAsync();
        Assert.Contains("flagger_canary_weight{workload=\"api\",namespace=\"shop\"} 30\n", text, StringComparison.Ordinal);
        Assert.Contains("flagger_canary_weight{workload=\"api-primary\",namespace=\"shop\"} 70\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forget_RemovesEverySeriesOfThatCanaryAlone()
    {
        foreach (var name in new[] { "api", "other" })
        {
            _metrics.Phase("shop", name, "Progressing");
            _metrics.Weight("shop", name, 30);
            _metrics.Running("shop", name, DateTimeOffset.UnixEpoch);
            _metrics.AgeTo(DateTimeOffset.UnixEpoch.AddSeconds(1));
            _metrics.Uninjected("shop", name, 1);
            _metrics.Verdict("shop", name, "refused", "ChecksFailed");
            _metrics.Reading("shop", name, "latency", 1);
            _metrics.Ticked("shop", name, TickOutcome.Done, TimeSpan.FromSeconds(1));
            _metrics.Ended("shop", name, promoted: true, "canary", skipped: false);
        }

        _metrics.Forget("shop", "api");

        var text = await ScrapeAsync();
        Assert.DoesNotContain("\"api", text, StringComparison.Ordinal);
        Assert.Contains("\"other-primary\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counted_NamespaceWithoutCanaries_HasNoSeries()
    {
        _metrics.Counted(new Dictionary<string, int> { ["shop"] = 2, ["bank"] = 1 });
        _metrics.Counted(new Dictionary<string, int> { ["shop"] = 1 });

        var text = await ScrapeAsync();
        Assert.Contains("flagger_canary_total{namespace=\"shop\"} 1\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("bank", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leader_IsReadWhenScraped()
    {
        var board = new PolicyBoard(TimeProvider.System);
        _metrics.Follow(board);
        Assert.Contains("canarymesh_leader 0\n", await ScrapeAsync(), StringComparison.Ordinal);

        board.BeginTerm(1);

        Assert.Contains("canarymesh_leader 1\n", await ScrapeAsync(), StringComparison.Ordinal);
    }

    private async Task<string> ScrapeAsync()
    {
        using var stream = new MemoryStream();
        await _metrics.Registry.CollectAndExportAsTextAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
