using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Host.Tests.Reconciling;

/// <summary>What is promoted is exactly what was judged, whatever lands between the reading and the writing of a tick.</summary>
public sealed class RolloutReconcilerTests : TickedWorld
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
}
