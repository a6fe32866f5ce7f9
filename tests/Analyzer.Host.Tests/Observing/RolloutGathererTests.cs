using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class RolloutGathererTests : GatheredWorld
{
    [Fact]
    public async Task Gather_OfAServingTarget_SeesTargetPrimaryAndNothingNew()
    {
        var seen = await SeenAsync();

        Assert.Equal((Thing.HashOf("v1"), Thing.HashOf("v1"), false), (seen.Target!.TemplateHash, seen.Primary, seen.HasNewVersion));
        Assert.Equal((true, false, false, false), (seen.HasFinalizer, seen.Leaving, seen.SupportReady, seen.SupportExists));
        Assert.Equal(SteeringObservation.Due, seen.Steering);
    }

    [Theory]
    [InlineData("web", false)]
    [InlineData("front", true)]
    public async Task Gather_OfAServiceThatIsAskedFor_SeesWhetherItIsThere(string name, bool isDue)
    {
        Canary["spec"]!["service"] = new JsonObject { ["port"] = 80, ["name"] = name };

        Assert.Equal(isDue, (await SeenAsync()).ApexDue);
    }

    [Theory]
    [InlineData("Promoting", 100, 3, false)]
    [InlineData("Promoting", 75, 3, true)]
    [InlineData("Promoting", 0, 1, true)]
    [InlineData("Promoting", 0, 0, false)]
    [InlineData("Initializing", 75, 3, false)]
    public async Task Gather_OfAPrimaryThatIsNearlyReady_SeesItRolledOutByTheThresholdOfAPromotion(string phase, int threshold, int available, bool isRolledOut)
    {
        Canary["spec"]!["analysis"]!["primaryReadyThreshold"] = threshold;
        Canary["status"] = new JsonObject { ["phase"] = phase };
        Deployment["status"]!["availableReplicas"] = available;

        Assert.Equal(isRolledOut, (await SeenAsync()).Target!.RolledOut);
    }

    [Fact]
    public async Task Gather_WithoutACanary_SaysSo()
    {
        var (world, faults, canary) = await Gatherer([]).GatherAsync(Key, CancellationToken.None);

        Assert.True(world is null && canary is null && faults.Count == 0);
    }

    [Fact]
    public async Task Gather_OfASpecWithFaults_NamesThemAndLooksNoFurther()
    {
        Canary["spec"]!["analysis"]!["interval"] = "soon";

        var (world, faults, canary) = await Gatherer([Canary]).GatherAsync(Key, CancellationToken.None);

        Assert.Null(world);
        Assert.NotNull(canary);
        Assert.Contains("\"soon\"", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interval", "\"soon\"")]
    [InlineData("stepWeight", "500")]
    [InlineData("threshold", "\"many\"")]
    public async Task Gather_OfASpecThatTurnedBad_GoesOnWithTheLastGoodOne(string field, string value)
    {
        await SeenAsync();
        Canary["spec"]!["analysis"]![field] = JsonNode.Parse(value);
        Canary["status"]!["canaryWeight"] = 10;

        var (world, faults, _) = await Gatherer([Canary]).GatherAsync(Key, CancellationToken.None);

        Assert.Equal((TimeSpan.FromSeconds(10), 10, 10), (world!.Seen.Spec.Interval, world.Seen.Spec.Steps.StepWeight, world.Seen.Status.Weight));
        Assert.Contains(field, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gather_OfABadSpecOfAnotherObject_HasNoLastGoodOne()
    {
        await SeenAsync();
        Canary["metadata"]!["uid"] = "another";
        Canary["spec"]!["analysis"]!["interval"] = "soon";

        Assert.Null((await Gatherer([Canary]).GatherAsync(Key, CancellationToken.None)).World);
    }

    [Fact]
    public async Task Gather_OfACanaryThatCannotBeRead_IsAFaultToo()
    {
        Canary["spec"]!["analysis"]!["threshold"] = "three";

        var (world, faults, _) = await Gatherer([Canary]).GatherAsync(Key, CancellationToken.None);

        Assert.Null(world);
        Assert.Single(faults);
    }

    [Fact]
    public async Task Rival_OfTheSameTarget_IsNamedAndNothingElseIsLookedAt()
    {
        var rival = Rival();

        var (world, faults, _) = await Gatherer([Canary, rival]).GatherAsync(Key, CancellationToken.None);

        Assert.Null(world);
        Assert.Contains("belongs to Canary a-first", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AnnotationNames.SkipAnalysis, "skip-analysis: hotfix")]
    [InlineData(AnnotationNames.Bypass, "bypass: hotfix")]
    public async Task SkipReason_IsTheTeamsUntilItWasUsed(string name, string reason)
    {
        Deployment.Annotate(name, "hotfix");

        var first = (await SeenAsync()).Target!.SkipReason;
        Canary["status"]!["usedSkip"] = reason;

        Assert.Equal(reason, first);
        Assert.Null((await SeenAsync()).Target!.SkipReason);
    }

    [Theory]
    [InlineData("8080", false)]
    [InlineData("http", true)]
    public async Task Service_SharedWithADeploymentWithoutProxies_IsNotSplitAndGivenBackIfSteered(string targetPort, bool isSteered)
    {
        Others.Add(Named("stranger"));
        Services[0] = Thing.Service(targetPort, change: each =>
        {
            if (isSteered)
            {
                each.Annotate(AnnotationNames.Steering, """{"v":1,"on":true,"ports":[{"port":80,"from":8080,"to":"http"}]}""");
            }
        });

        var seen = await SeenAsync();

        Assert.Equal((false, isSteered), (seen.Target!.Splittable, seen.SharedSteered));
        Assert.Equal("Service web selects Deployment stranger as well, which has no proxies", seen.Target.NotSplittableReason);
    }

    [Fact]
    public async Task Service_SharedBesideOneOfItsOwn_LeavesTheTargetSplittable()
    {
        var stranger = Named("stranger");
        stranger["spec"]!["template"]!["metadata"]!["labels"] = new JsonObject { ["tier"] = "front" };
        Others.Add(stranger);
        Services.Add(Thing.Service("8080", "all", each => each["spec"]!["selector"] = new JsonObject { ["tier"] = "front" }));

        var (world, _, _) = await Gatherer([Canary]).GatherAsync(Key, CancellationToken.None);

        Assert.True(world!.Seen.Target!.Splittable);
        Assert.Equal(["web"], world.Apex.Select(port => port.ServiceName));
    }

    [Fact]
    public async Task FlaggersPrimary_IsSeen()
    {
        Others.Add(Named("web-primary"));

        Assert.True((await SeenAsync()).FlaggerPrimaryExists);
    }

    [Fact]
    public async Task ForeignCopy_IsSeenAsForeign()
    {
        Others.Add(Named("web-canary"));

        Assert.True((await SeenAsync()).Copy!.Foreign);
    }

    [Fact]
    public async Task ForeignService_IsNamed()
    {
        Services.Add(Thing.Service(name: "web-canary", change: each => each["spec"]!["selector"] = new JsonObject { ["app"] = "x" }));

        Assert.Equal("Service web-canary", (await SeenAsync()).ForeignObject);
    }

    [Fact]
    public async Task Support_AsItShouldBe_IsReady()
    {
        var (world, _, _) = await Gatherer([Canary]).GatherAsync(Key, CancellationToken.None);
        Services.AddRange(Support.Wanted(Canary, Deployment, LabelRewrite.For(Deployment, [Thing.Service()]), world!.Sides, false));

        var seen = await SeenAsync();

        Assert.True(seen.SupportReady && seen.SupportExists);
    }

    [Fact]
    public async Task Claims_AreReadForAHeldTargetOnly()
    {
        Deployment["spec"]!["template"]!["spec"]!["volumes"] = JsonNode.Parse("""[{ "name": "d", "persistentVolumeClaim": { "claimName": "data" } }]""");
        Api.Answer = _ => new KubeResult(200, Thing.Json("""{ "spec": { "accessModes": ["ReadWriteOnce"] } }"""), "", "");

        var unheld = (await SeenAsync()).Target!.RollsByItselfReason;
        Deployment.Annotate(AnnotationNames.Held, "x");
        var held = (await SeenAsync()).Target!.RollsByItselfReason;

        Assert.Null(unheld);
        Assert.Contains("ReadWriteOnce", held, StringComparison.Ordinal);
        Assert.Equal(["get persistentvolumeclaims/data"], Api.Calls);
    }

    [Fact]
    public async Task Command_CarriedOutBefore_IsNotSeen()
    {
        Canary["metadata"]!["annotations"] = new JsonObject { [AnnotationNames.Command] = "abort:1" };
        var first = (await SeenAsync()).Command;
        Canary["status"]!["lastCommand"] = "abort:1";

        Assert.Equal(CommandVerb.Abort, first?.Verb);
        Assert.Null((await SeenAsync()).Command);
    }

    [Fact]
    public async Task Checks_AreReadOnceTheIntervalIsOver()
    {
        OnTrial(stepSeconds: 9);
        var early = await SeenAsync();
        OnTrial(stepSeconds: 10);
        var due = await SeenAsync();

        Assert.Empty(early.Readings);
        Assert.Equal(99.5, Assert.Single(due.Readings).Number);
        Assert.Contains($"version=\"{Thing.HashOf("v2").Substring(3, 10)}\"", Assert.Single(Readings.Queries), StringComparison.Ordinal);
    }

    private void OnTrial(int stepSeconds)
    {
        var start = Time.GetUtcNow().AddSeconds(-stepSeconds).ToString("O");
        Canary = Thing.Canary($$"""{ "phase": "Progressing", "canaryWeight": 20, "failedChecks": 0, "iterations": 0, "trialSpec": "{{Thing.HashOf("v2")}}", "stepStartTime": "{{start}}" }""");
        Canary["spec"]!["metricsServer"] = "http://prometheus:9090";
        Canary["spec"]!["analysis"]!["metrics"] = JsonNode.Parse("""[{ "name": "request-success-rate", "thresholdRange": { "min": 99 } }]""");
    }
}
