using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Judging;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Analyzer.Telemetry;
using CanaryMesh.Api.Names;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Reconciling;

/// <summary>What is promoted is exactly what was judged, whatever lands between the reading and the writing of a tick.</summary>
public sealed class RolloutReconcilerTests : GatheredWorld
{
    [Fact]
    public async Task Resume_OfATargetThatChangedMeanwhile_IsANewTickWithoutARecord()
    {
        Judged();
        Api.Answer = call => call == "patch deployments/web" ? new KubeResult(409, null, "Conflict", "the object has been modified") : null;

        var outcome = await TickAsync();

        Assert.IsType<ReconcileOutcome.Conflict>(outcome);
        Assert.Equal(["patch deployments/web"], Api.Calls);
    }

    [Fact]
    public async Task Resume_CarriesTheVersionOfTheObjectThatWasHashed()
    {
        Judged();

        await TickAsync();

        Assert.Equal("7", (string?)Api.Patches[0]["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task Resume_OfATemplateThatIsNotTheJudgedOne_DoesNotHappen()
    {
        Judged();
        Deployment["spec"]!["template"] = Thing.Template("v3");

        await TickAsync();

        Assert.DoesNotContain("patch deployments/web", Api.Calls);
    }

    [Fact]
    public async Task Faults_OfACanary_AreLookedAtAgain()
    {
        Canary["spec"]!["provider"] = "istio";

        var outcome = await TickAsync();

        Assert.IsType<ReconcileOutcome.After>(outcome);
        Assert.Equal(["patch canaries/web/status"], Api.Calls);
        Assert.Contains("needs virtualservices", (string?)Api.Patches[0]["status"]!["message"], StringComparison.Ordinal);
    }

    private void Judged()
    {
        Canary = Thing.Canary(
            $$"""{ "phase": "Promoting", "canaryWeight": 20, "failedChecks": 0, "iterations": 0, "trialSpec": "{{Thing.HashOf("v2")}}", "promotedSpecs": ["{{Thing.HashOf("v1")}}"] }""");
        Deployment["spec"]!["template"] = Thing.Template("v2");
        Deployment["spec"]!["paused"] = true;
        Deployment.Annotate(AnnotationNames.Held, Thing.HashOf("v2"));
    }

    private async Task<ReconcileOutcome> TickAsync()
    {
        var board = new PolicyBoard(Time);
        board.BeginTerm(1);
        var memory = new StatusMemory();
        using var http = new HttpClient();
        var metrics = new AnalyzerMetrics(Metrics.NewCustomRegistry());
        var events = new EventWriter(Api, metrics, Time, NullLogger<EventWriter>.Instance);
        var applier = new PlanApplier(
            new TargetActions(Api, new MarkWatch(), Time, new(Api, "canarymesh-system")),
            new CopyActions(Api),
            new ServiceActions(Api, StillCache.Of(), () => null),
            new CanaryActions(Api, events, memory, Time),
            new PolicyActions(board),
            new RouteActions(Api),
            new TwinActions(Api),
            new ActionFuse(null));
        var reconciler = new RolloutReconciler(Gatherer([Canary]), applier, new FaultReporter(Api, events, memory), new RolloutMeter(metrics), metrics, Time, NullLogger<RolloutReconciler>.Instance,
            new HookDesk(new HookRunner(Time), new ReceiverQueues(), new HookCaller(http, http, Api, new HostSlots(), Time), metrics),
            new AlertDesk(new ReceiverQueues(), new AlertSender(http, _ => http, Api, Time, NullLogger<AlertSender>.Instance), new EndingLedger(), metrics),
            Stores.Records(Api));
        return await reconciler.TickAsync(Key, CancellationToken.None);
    }
}
