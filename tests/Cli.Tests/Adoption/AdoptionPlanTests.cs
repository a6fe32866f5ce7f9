using System.Text.Json.Nodes;
using CanaryMesh.Cli.Adoption;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Tests.Adoption;

public sealed class AdoptionPlanTests
{
    [Fact]
    public void EverythingToDo_IsInAnOrderInWhichSomebodyAlwaysServes() => Assert.Equal(
        [
            "deployment shop/api: scaled from 0 to 3",
            "wait until 3 pods of api are ready",
            "service shop/api: selects the pods of api",
            "service shop/api-primary: selects the pods of api",
            "wait until the endpoints of api are the pods of api alone",
            "wait until the primary's last requests have ended",
            "service shop/api: is the team's, and no longer goes with the Canary",
            "canary shop/api: Flagger's finalizer removed",
            "horizontalpodautoscaler shop/api-primary: deleted",
            "deployment shop/api-primary: deleted",
            "configmap shop/cfg-primary: deleted",
        ],
        AdoptionPlan.Remaining(Left.Facts, drained: false).Select(step => $"{step}"));

    [Theory]
    [InlineData(0, 0, "deployment shop/api: scaled from 0 to 3")]
    [InlineData(3, 2, "wait until 3 pods of api are ready")]
    [InlineData(3, 3, "service shop/api: selects the pods of api")]
    [InlineData(5, 5, "service shop/api: selects the pods of api")]
    public void Target_MustBeWholeBeforeAServiceMoves(int replicas, int ready, string first) =>
        Assert.Equal(first, First(Left.Facts with { Target = Left.Deployment("api", "api", replicas, ready) }));

    [Fact]
    public void Primary_GoesOnlyAfterTheEndpointsMovedAndWereDrained()
    {
        var trailing = Left.Moved with { Slices = [Left.Slice("api", "api-primary-1"), Left.Slice("api-primary", "api-1"), Left.Slice("api-canary", "api-1")] };

        Assert.Equal("wait until the endpoints of api are the pods of api alone", First(trailing));
        Assert.False(AdoptionPlan.HasMoved(trailing));
        Assert.True(AdoptionPlan.HasMoved(Left.Moved));
        Assert.Equal("wait until the primary's last requests have ended", First(Left.Moved));
        Assert.Equal("service shop/api: is the team's, and no longer goes with the Canary", First(Left.Moved, drained: true));
    }

    [Fact]
    public void Endpoints_ThatAreNotThereYet_AreWaitedFor() =>
        Assert.False(AdoptionPlan.HasMoved(Left.Moved with { Slices = [Left.Slice("api-primary", "api-1"), Left.Slice("api-canary", "api-1")] }));

    [Fact]
    public void PrimaryGone_LeavesTheCopiesOfConfigurationToBeRemoved()
    {
        var facts = Left.Moved with { Primary = null, Canary = WithoutFinalizers(), Services = [], Scalers = [] };

        Assert.Equal(["configmap shop/cfg-primary: deleted"], AdoptionPlan.Remaining(facts, false).Select(step => $"{step}"));
        Assert.Empty(AdoptionPlan.Remaining(facts with { Configs = [] }, false));
    }

    [Fact]
    public void CopyWithAnotherOwner_StaysWithIt()
    {
        var shared = Left.Owned("cfg-primary");
        shared["metadata"]!["ownerReferences"]!.AsArray().Add(new JsonObject { ["uid"] = "another" });

        var step = (AdoptionStep.Write)AdoptionPlan.Remaining(Left.Facts with { Configs = [(ObjectKind.ConfigMaps, shared)] }, false)[^1];

        Assert.Equal("configmap shop/cfg-primary: stays with its other owners", step.Words);
        Assert.Equal("""[{"uid":"another"}]""", step.Patch["metadata"]!["ownerReferences"]!.ToJsonString());
    }

    [Fact]
    public void TargetWithARefusedVersion_IsBroughtToThePrimarysTemplate()
    {
        var write = (AdoptionStep.Write)AdoptionPlan.Remaining(Left.Facts with { Target = Left.Deployment("api", "api", 0, 0, "shop/api:bad") }, false)[0];

        Assert.Equal("deployment shop/api: scaled from 0 to 3, at the primary's template", write.Words);
        var template = write.Patch.AsArray().Single(each => (string?)each!["path"] == "/spec/template")!["value"]!;
        Assert.True(JsonNode.DeepEquals(Left.Deployment("api", "api", 3, 3)["spec"]!["template"], template), template.ToJsonString());
    }

    [Fact]
    public void PauseOfKeda_IsRemovedFirst()
    {
        var paused = Left.Parse("""{"metadata":{"name":"api","namespace":"shop","annotations":{"autoscaling.keda.sh/paused-replicas":"0"}},"spec":{"scaleTargetRef":{"name":"api"}}}""");

        Assert.Equal("scaledobject shop/api: its pause at 0 removed", First(Left.Facts with { ScaledObjects = [paused] }));
    }

    [Fact]
    public void Selector_OnlyLosesWhatTellsTheSidesApart()
    {
        var service = Left.Service("api", "api-primary");
        service["spec"]!["selector"]!["tier"] = "web";

        var move = AdoptionPlan.Remaining(Left.Facts with { Target = Left.Deployment("api", "api", 3, 3), Services = [service] }, false).OfType<AdoptionStep.Write>().First();

        Assert.Equal("""{"spec":{"selector":{"app":"api"}}}""", move.Patch.ToJsonString());
    }

    private static string First(AdoptionFacts facts, bool drained = false) => $"{AdoptionPlan.Remaining(facts, drained)[0]}";

    private static JsonObject WithoutFinalizers()
    {
        var canary = Left.Canary.DeepClone().AsObject();
        canary["metadata"]!.AsObject().Remove("finalizers");
        return canary;
    }
}
