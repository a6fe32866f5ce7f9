using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Host.Tests.Telemetry;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Analyzer.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Reconciling;

public class FaultReporterTests
{
    private readonly RecordingApi _api = new();

    [Fact]
    public async Task Report_OfNewFaults_WritesTheStatusAlone()
    {
        var outcome = await ReportAsync(null);

        Assert.Same(ReconcileOutcome.Settled, outcome);
        Assert.Equal(["patch canaries/web/status"], _api.Calls);
    }

    [Fact]
    public async Task Report_OfTheSameFaults_WritesNothing()
    {
        await ReportAsync("""{ "phase": "Failed", "reason": "InvalidSpec", "message": "a; b" }""");

        Assert.Empty(_api.Calls);
    }

    [Theory]
    [InlineData(404, false)]
    [InlineData(503, true)]
    public async Task Report_ThatIsRefused_IsRetriedUnlessTheCanaryIsGone(int code, bool retried)
    {
        _api.Answer = _ => new KubeResult(code, null, "", "");

        Assert.Equal(retried, await ReportAsync(null) is ReconcileOutcome.Retry);
    }

    [Fact]
    public async Task Report_OfAFaultOfTenThousandCharacters_IsCut()
    {
        await ReportAsync(null, new string('x', 10_000));

        Assert.InRange(((string?)Assert.Single(_api.Patches)["status"]!["message"])!.Length, 1000, 4100);
    }

    [Fact]
    public async Task Warn_OfTheSameFaultsAtEachTick_WritesOneEventUntilTheyPass()
    {
        using var stop = new CancellationTokenSource();
        var calls = new EventCalls();
        var events = new EventWriter(calls, new AnalyzerMetrics(Metrics.NewCustomRegistry()), TimeProvider.System, NullLogger<EventWriter>.Instance);
        var reporter = new FaultReporter(calls, events, new StatusMemory());
        var running = events.RunAsync(stop.Token);
        foreach (var faults in new string[][] { ["a"], ["a"], [], ["b"] })
        {
            reporter.Warn(new("shop", "web"), Thing.Canary(), faults);
        }

        var (first, second) = (await calls.Calls.Reader.ReadAsync(), await calls.Calls.Reader.ReadAsync());
        await stop.CancelAsync();
        await running;

        Assert.Equal(("InvalidSpec", "the last good spec stays in force: a"), ((string?)first.Body["reason"], (string?)first.Body["message"]));
        Assert.Equal("the last good spec stays in force: b", (string?)second.Body["message"]);
        Assert.False(calls.Calls.Reader.TryRead(out _));
    }

    private Task<ReconcileOutcome> ReportAsync(string? status, params string[] faults)
    {
        var events = new EventWriter(_api, new AnalyzerMetrics(Metrics.NewCustomRegistry()), TimeProvider.System, NullLogger<EventWriter>.Instance);
        return new FaultReporter(_api, events, new StatusMemory()).ReportAsync(new("shop", "web"), Thing.Canary(status), faults.Length > 0 ? faults : ["a", "b"], CancellationToken.None);
    }
}
