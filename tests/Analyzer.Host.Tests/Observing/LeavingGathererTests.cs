using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

/// <summary>What a tick sees of a target that leaves.</summary>
public sealed class LeavingGathererTests : GatheredWorld
{
    [Theory]
    [InlineData("Deployment", true)]
    [InlineData("DaemonSet", false)]
    public async Task Leaving_OfASpecWithFaults_GoesOnWithTheTargetThatItNames(string kind, bool hasTarget)
    {
        Canary["spec"]!["analysis"]!["stepWeight"] = 0;
        Canary["spec"]!["targetRef"]!["kind"] = kind;
        Canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";

        var seen = await SeenAsync();

        Assert.Equal((true, hasTarget), (seen.Leaving, seen.Target is not null));
    }

    [Fact]
    public async Task Leaving_OfACanaryThatCannotBeRead_GoesOn()
    {
        Canary["spec"]!["analysis"]!["threshold"] = "three";
        Canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";

        Assert.NotNull((await SeenAsync()).Target);
    }

    [Theory]
    [InlineData(false, SteeringObservation.Pending)]
    [InlineData(true, SteeringObservation.Off)]
    public async Task Leaving_AfterTheTargetWasDeleted_UnsteersWhatSelectsNobodyElse(bool isSelectedByAnother, SteeringObservation steering)
    {
        Canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";
        Services[0].Annotate(AnnotationNames.Steering, """{"v":1,"on":true,"ports":[]}""");
        Deployment["metadata"]!["name"] = "another";
        Deployment["spec"]!["template"]!["metadata"]!["labels"]!["app"] = isSelectedByAnother ? "web" : "another";

        var seen = await SeenAsync();

        Assert.Equal((null, steering), (seen.Target, seen.Steering));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deletion_WhateverRevertOnDeletionSays_PutsEverythingBack(bool? revert)
    {
        Canary["spec"]!["revertOnDeletion"] = revert;
        Canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";
        Services[0].Annotate(AnnotationNames.Steering, """{"v":1,"on":true,"ports":[]}""");

        var first = RolloutPlanner.Plan(await SeenAsync(), new(Verdict.Inconclusive, []));
        Services[0] = Thing.Service();
        Deployment.Annotate(AnnotationNames.Managed, "true");
        var second = RolloutPlanner.Plan(await SeenAsync(), new(Verdict.Inconclusive, []));

        Assert.Equal([new RolloutAction.Unsteer()], first.Actions);
        Assert.Equal([new RolloutAction.RestoreTarget()], second.Actions);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Finalizer_WhateverRevertOnDeletionSays_IsAdded(bool? revert)
    {
        Canary = Thing.Canary();
        Canary["spec"]!["revertOnDeletion"] = revert;
        Canary["metadata"]!.AsObject().Remove("finalizers");

        var plan = RolloutPlanner.Plan(await SeenAsync(), new(Verdict.Inconclusive, []));

        Assert.Equal([new RolloutAction.AddFinalizer()], plan.Actions.Where(action => action is not RolloutAction.Announce));
    }

    [Fact]
    public async Task Rival_ThatStays_KeepsTheTargetWhenTheOtherLeaves()
    {
        Canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";

        var (world, _, _) = await Gatherer([Canary, Rival()]).GatherAsync(Key, CancellationToken.None);

        Assert.Null(world!.Seen.Target);
    }

    [Fact]
    public async Task Leaving_IsSeenByTheDeletionAndTheServicesRecord()
    {
        Canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";
        var off = await SeenAsync();
        Services[0].Annotate(AnnotationNames.Steering, """{"v":1,"on":true,"ports":[]}""");

        Assert.Equal((true, SteeringObservation.Off), (off.Leaving, off.Steering));
        Assert.Equal(SteeringObservation.Pending, (await SeenAsync()).Steering);
    }

    [Fact]
    public async Task Leaving_WithAnotherTargetsServiceSteered_IsOff()
    {
        var shop = Named("shop");
        shop["spec"]!["template"]!["metadata"]!["labels"] = new JsonObject { ["app"] = "shop" };
        Others.Add(shop);
        Canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";
        Services.Add(Thing.Service("http", "shop", each =>
        {
            each["spec"]!["selector"] = new JsonObject { ["app"] = "shop" };
            each.Annotate(AnnotationNames.Steering, """{"v":1,"on":true,"ports":[]}""");
        }));

        Assert.Equal(SteeringObservation.Off, (await SeenAsync()).Steering);
    }
}
