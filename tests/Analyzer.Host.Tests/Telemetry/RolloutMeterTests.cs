using System.Text;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Telemetry;
using CanaryMesh.Api.Reasons;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Telemetry;

public sealed class RolloutMeterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RolloutKey Key = new("shop", "the-canary");
    private readonly AnalyzerMetrics _metrics = new(Metrics.NewCustomRegistry());
    private readonly RolloutMeter _meter;

    public RolloutMeterTests() => _meter = new RolloutMeter(_metrics);

    [Fact]
    public async Task Series_OfACanaryWithAnotherNameThanItsTarget_GoWithIt()
    {
        _meter.Count(Seen(RolloutPhase.Progressing), To(RolloutPhase.Failed), applied: true);
        _meter.Gone(Key);

        Assert.DoesNotContain("name=\"api\"", await ScrapeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Canaries_AreCountedPerNamespaceAndTheLastTakesItsSeriesAlong()
    {
        _meter.Count(Seen(RolloutPhase.Initialized), To(RolloutPhase.Initialized), applied: true);
        Assert.Contains("flagger_canary_total{namespace=\"shop\"} 1\n", await ScrapeAsync(), StringComparison.Ordinal);

        _meter.NoLongerLeads();

        var text = await ScrapeAsync();
        Assert.DoesNotContain("flagger_canary_total{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("flagger_canary_status{", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pods_WithoutProxies_AreCountedOfTheTargetAndOfItsCopy()
    {
        var seen = Seen(RolloutPhase.Progressing);
        var target = new TargetObservation { ResourceVersion = "1", TemplateHash = "v1:a", Unproxied = ["api-1"] };
        _meter.Count(seen with { Target = target, Copy = new() { Unproxied = ["api-canary-1", "api-canary-2"] } }, To(RolloutPhase.Progressing), applied: true);

        Assert.Contains("canarymesh_uninjected_pods{name=\"api\",namespace=\"shop\"} 3\n", await ScrapeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_ThatWasNotWritten_IsCountedWhenItIs()
    {
        _meter.Count(Seen(RolloutPhase.Progressing), To(RolloutPhase.Failed), applied: false);
        Assert.DoesNotContain("canarymesh_verdicts_total{", await ScrapeAsync(), StringComparison.Ordinal);

        _meter.Count(Seen(RolloutPhase.Progressing), To(RolloutPhase.Failed), applied: true);

        var text = await ScrapeAsync();
        Assert.Contains("canarymesh_verdicts_total{name=\"api\",namespace=\"shop\",verdict=\"refused\",reason=\"ChecksFailed\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("flagger_canary_failures_total{name=\"api\",namespace=\"shop\",deployment_strategy=\"canary\",analysis_status=\"completed\"} 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollback_IsTimedUntilEveryProxyDrawsByWeightZero()
    {
        _meter.Count(Seen(RolloutPhase.Progressing), To(RolloutPhase.Failed), applied: true);
        _meter.Count(Seen(RolloutPhase.Failed, seconds: 1, served: 20), To(RolloutPhase.Failed), applied: true);
        Assert.Contains("canarymesh_rollback_seconds_count 0\n", await ScrapeAsync(), StringComparison.Ordinal);

        _meter.Count(Seen(RolloutPhase.Failed, seconds: 2, served: 0), To(RolloutPhase.Failed), applied: true);
        _meter.Count(Seen(RolloutPhase.Failed, seconds: 9, served: 0), To(RolloutPhase.Failed), applied: true);

        var text = await ScrapeAsync();
        Assert.Contains("canarymesh_rollback_seconds_count 1\n", text, StringComparison.Ordinal);
        Assert.Contains("canarymesh_rollback_seconds_sum 2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Age_GrowsBetweenTicksAndIsZeroWhenNothingRuns()
    {
        _meter.Count(Seen(RolloutPhase.Progressing), To(RolloutPhase.Progressing), applied: true);
        _metrics.AgeTo(Noon.AddMinutes(31));
        Assert.Contains("canarymesh_rollout_age_seconds{name=\"api\",namespace=\"shop\"} 1860\n", await ScrapeAsync(), StringComparison.Ordinal);

        _meter.Count(Seen(RolloutPhase.Progressing), To(RolloutPhase.Failed), applied: true);
        _metrics.AgeTo(Noon.AddMinutes(32));

        Assert.Contains("canarymesh_rollout_age_seconds{name=\"api\",namespace=\"shop\"} 0\n", await ScrapeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_OfARunningTrial_IsOnItsScaleAndGoesWithTheTrial()
    {
        var meter = new Meter(Math.Log(10), Math.Log(100), Math.Log(20), Math.Log(20)) { RequestsLeft = 640, Limit = new(0.01, 0.021) };
        var seen = Seen(RolloutPhase.Progressing) with { Comparison = new(Ruling.Stay, RulingReason.StepRunning, "") { Meter = meter, Alarms = 1 } };
        _meter.Count(seen, To(RolloutPhase.Progressing), applied: true);

        var text = await ScrapeAsync();
        Assert.All(
            ["canarymesh_evidence_ratio{A} 0.5\n", "canarymesh_proof_ratio{A} 1\n", "canarymesh_proof_requests_left{A} 640\n", "canarymesh_smallest_noticed_times{A} 2.1\n", "canarymesh_guard_alarms{A} 1\n"],
            line => Assert.Contains(line.Replace("A", "name=\"api\",namespace=\"shop\"", StringComparison.Ordinal), text, StringComparison.Ordinal));

        _meter.Count(seen, To(RolloutPhase.Failed), applied: true);
        Assert.DoesNotContain("canarymesh_evidence_ratio{", await ScrapeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proof_ThatWillNeverBe_HasNoRequestsLeft()
    {
        var found = new ComparisonObservation(Ruling.Stay, RulingReason.StepRunning, "") { Meter = new(0, 4.6, 0, 3) };
        _meter.Count(Seen(RolloutPhase.Progressing) with { Comparison = found }, To(RolloutPhase.Progressing), applied: true);

        var text = await ScrapeAsync();
        Assert.Contains("canarymesh_evidence_ratio{", text, StringComparison.Ordinal);
        Assert.All(["canarymesh_proof_requests_left{", "canarymesh_smallest_noticed_times{"], name => Assert.DoesNotContain(name, text, StringComparison.Ordinal));
    }

    private static RolloutObservation Seen(RolloutPhase phase, int seconds = 0, int? served = null) => new()
    {
        ObservedAt = Noon.AddSeconds(seconds),
        Key = Key,
        Spec = new RolloutSpec { Target = "api", Interval = TimeSpan.FromSeconds(10), Threshold = 1, Steps = new StepPlan(20, 40, []) },
        Status = new RolloutStatus { Phase = phase },
        Routes = new RouteObservation { Settled = served == 0, Served = served },
    };

    private static RolloutPlan To(RolloutPhase phase) =>
        new([], new RolloutStatus { Phase = phase, TrialStartedAt = Noon, Reason = RolloutReason.ChecksFailed }, null);

    private async Task<string> ScrapeAsync()
    {
        using var page = new MemoryStream();
        await _metrics.Registry.CollectAndExportAsTextAsync(page);
        return Encoding.UTF8.GetString(page.ToArray());
    }
}
