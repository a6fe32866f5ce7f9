using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Host.Tests.Telemetry;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Telemetry;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.FlaggerDefects;

/// <summary>What Flagger writes wrongly, for ever, or not at all. Tests are named after its defects.</summary>
public sealed class RecordDefectTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly RolloutStatus Refused = new()
    {
        Phase = RolloutPhase.Failed, Trial = "v1:b", Refused = "v1:b", Promoted = ["v1:a"], FailedChecks = 3, PhaseSince = Noon, Reason = RolloutReason.ChecksFailed, Message = "success rate 50 %",
    };

    [Fact]
    public void FB01_HashOfANewVersion_IsWrittenWithItsPhaseAndNotBefore()
    {
        Assert.Equal("v1:b", Written(Thing.Canary(), Refused).Text("status", "lastAppliedSpec"));

        var begun = Written(Thing.Canary(), Refused with { Phase = RolloutPhase.Progressing, Trial = "v1:c" });

        Assert.Equal(("Progressing", "v1:c"), (begun.Text("status", "phase"), begun.Text("status", "lastAppliedSpec")));
    }

    [Fact]
    public void FB11_PromotionThatWaits_IsWrittenWithTheWeightThatIsServed()
    {
        var waits = new RolloutStatus { Phase = RolloutPhase.Progressing, Trial = "v1:b", Weight = 40, PassedChecks = 4, Gate = new(HookType.ConfirmPromotion, "v1:b", Noon, Noon) { ClosedBy = "gate" } };

        var status = Written(Thing.Canary(), waits)["status"]!;

        Assert.Equal(("WaitingPromotion", 40), ((string?)status["phase"], (int?)status["canaryWeight"]));
        Assert.InRange((int)status["iterations"]!, 0, int.MaxValue);
    }

    [Fact]
    public void FB26_RefusedCanary_IsWrittenOnceAndItsTransitionTimeStands()
    {
        var canary = Written(Thing.Canary(), Refused);

        for (var hour = 1; hour < 48; hour++)
        {
            Assert.Null(StatusWriter.Patch(canary, Refused, 0, Noon.AddHours(hour), TimeSpan.FromSeconds(10)));
        }

        var other = Written(canary, Refused with { Message = "in other words" }, Noon.AddHours(48));
        Assert.Equal("2030-01-01T12:00:00Z", other.Text("status", "lastTransitionTime"));
        Assert.Equal("2030-01-01T12:00:00Z", other.At("status", "conditions")![0].Text("lastTransitionTime"));
    }

    [Fact]
    public async Task FB25_GaugesOfACanary_GoWithIt()
    {
        var metrics = new AnalyzerMetrics(Metrics.NewCustomRegistry());
        var meter = new RolloutMeter(metrics);
        var key = new RolloutKey("shop", "web");
        var seen = new RolloutObservation
        {
            ObservedAt = Noon, Key = key, Spec = SpecReader.ForLeaving(Thing.Canary()), Status = Refused with { Phase = RolloutPhase.Progressing }, Routes = new() { Served = 20 },
            Readings = [Analysis.CheckReading.Of(new("own", Analysis.CheckKind.Query, null, 1, TimeSpan.FromMinutes(1)), 1, "up")],
        };
        meter.Count(seen, new([], Refused, null), applied: true);
        metrics.Ticked("shop", "web", TickOutcome.Done, TimeSpan.FromSeconds(1));
        Assert.Contains("\"web\"", await ScrapeAsync(metrics), StringComparison.Ordinal);

        meter.Gone(key);

        var left = await ScrapeAsync(metrics);
        Assert.DoesNotContain("web", left, StringComparison.Ordinal);
        Assert.DoesNotContain("shop", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FB34_SpecThatCannotBeUsed_IsWrittenAndToldOnceAndWorkedOnOnceMended()
    {
        var (api, told) = (new RecordingApi(), new EventCalls());
        using var stop = new CancellationTokenSource();
        var events = new EventWriter(told, new AnalyzerMetrics(Metrics.NewCustomRegistry()), TimeProvider.System, NullLogger<EventWriter>.Instance);
        var running = events.RunAsync(stop.Token);
        var canary = Thing.Canary();
        canary["spec"]!["analysis"]!["stepWeight"] = 0;
        var (_, bad, faults) = SpecReader.Read(canary, TimeSpan.FromSeconds(5));

        Assert.Null(bad);
        await new FaultReporter(api, events, new StatusMemory()).ReportAsync(new("shop", "web"), canary, faults, CancellationToken.None);
        var (_, said) = await told.Calls.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        await running;
        canary["spec"]!["analysis"]!["stepWeight"] = 10;

        Assert.Equal("InvalidSpec", Assert.Single(api.Patches).Text("status", "reason"));
        Assert.Contains("stepWeight", (string?)said["message"], StringComparison.Ordinal);
        Assert.NotNull(SpecReader.Read(canary, TimeSpan.FromSeconds(5)).Spec);
    }

    // What the API server makes of a merge patch.
    private static JsonObject Written(JsonObject canary, RolloutStatus status, DateTimeOffset? at = null)
    {
        var written = canary.DeepClone().AsObject();
        var kept = written["status"] as JsonObject ?? [];
        foreach (var (name, value) in StatusWriter.Patch(canary, status, 0, at ?? Noon, TimeSpan.FromSeconds(10))!["status"]!.AsObject())
        {
            kept[name] = value?.DeepClone();
        }

        written["status"] = kept;
        return written;
    }

    private static async Task<string> ScrapeAsync(AnalyzerMetrics metrics)
    {
        using var page = new MemoryStream();
        await metrics.Registry.CollectAndExportAsTextAsync(page);
        return System.Text.Encoding.UTF8.GetString(page.ToArray());
    }
}
