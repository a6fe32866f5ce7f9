using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

public sealed class RoutedEditTests : RoutedWorld
{
    [Fact]
    public async Task Edit_OfTheWeights_IsSeenAndNotWrittenOver()
    {
        await SidesAsync();
        await SteerAsync();
        await WeighAsync(20);
        Edit(100, 0);

        var seen = await SeenAsync();
        Assert.Contains("was changed by another", seen.Routes.ForeignEdit, StringComparison.Ordinal);
        Assert.Equal(SteeringObservation.Steered, seen.Steering);
        Assert.DoesNotContain(Planned(seen).Actions, action => action is RolloutAction.SetWeight or RolloutAction.Steer);
    }

    [Fact]
    public async Task Write_OfAnObjectThatChangedMeanwhile_IsANewTick()
    {
        await SidesAsync();
        await SteerAsync();
        Refuse = call => call.StartsWith("update", StringComparison.Ordinal) ? new KubeResult(409, null, "Conflict", "the object has been modified") : null;

        Assert.True((await WeighAsync(20)).IsConflict);

        Assert.Equal(0, (await SeenAsync()).Weight);
        Assert.Equal((string?)Virtuals[0]["metadata"]!["resourceVersion"], (string?)Api.Bodies[^1]["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task Leaving_GivesBackWhatWeMade_AndIsDoneThen()
    {
        await SidesAsync();
        await SteerAsync();
        Canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";
        Deployment["spec"]!["template"]!["metadata"]!["annotations"] = new JsonObject { [AnnotationNames.Plan] = """{"v":1,"by":"istio"}""" };
        Assert.Equal(SteeringObservation.Pending, (await SeenAsync()).Steering);

        await GiveBackAsync();

        Assert.Empty(Virtuals.Concat(Rules));
        Assert.Equal(SteeringObservation.Off, (await SeenAsync()).Steering);
    }

    [Fact]
    public async Task Deletion_AfterTheTarget_StillGivesTheRouteBack()
    {
        await SidesAsync();
        await SteerAsync();
        Canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";
        Canary["spec"]!.AsObject().Remove("provider");
        Canary["status"]!["conditions"] = Conditions();
        Canary["spec"]!["targetRef"]!["name"] = "gone";
        Canary["spec"]!["service"] = Thing.Json("""{"port":80,"name":"web"}""");

        Assert.Equal(SteeringObservation.Pending, (await SeenAsync()).Steering);
        await GiveBackAsync();

        Assert.Empty(Virtuals);
    }

    [Fact]
    public async Task Route_ReplacedInARun_IsAnEditAndAtRestIsWrittenAgain()
    {
        await SidesAsync();
        await SteerAsync();
        Virtuals[0]["metadata"]!.AsObject().Remove("annotations");
        Virtuals[0]["metadata"]!["resourceVersion"] = "999";
        Assert.Equal((SteeringObservation.Due, null), ((await SeenAsync()).Steering, (await SeenAsync()).Routes.ForeignEdit));

        Canary["status"]!["canaryWeight"] = 20;
        Assert.Contains("has our mark no more", (await SeenAsync()).Routes.ForeignEdit, StringComparison.Ordinal);
        await WeighAsync(20);

        Assert.Equal((20, null), ((await SeenAsync()).Weight, (await SeenAsync()).Routes.ForeignEdit));
    }

    [Fact]
    public async Task Route_OfGitAppliedAgainAtRest_IsNoEdit()
    {
        await SidesAsync();
        var team = Thing.Json("""{"apiVersion":"networking.istio.io/v1beta1","kind":"VirtualService","metadata":{"name":"web","namespace":"shop","uid":"v","resourceVersion":"1"},"spec":{"hosts":["web"],"http":[{"route":[{"destination":{"host":"web"}}]}]}}""");
        Virtuals.Add((JsonObject)team.DeepClone());
        await SteerAsync();
        Virtuals[0]["spec"] = team["spec"]!.DeepClone();
        Virtuals[0]["metadata"]!["resourceVersion"] = "999";

        Assert.Equal((SteeringObservation.Due, null), ((await SeenAsync()).Steering, (await SeenAsync()).Routes.ForeignEdit));

        Canary["status"]!["phase"] = "Progressing";
        Assert.NotNull((await SeenAsync()).Routes.ForeignEdit);
    }

    [Fact]
    public async Task Weight_ThatCannotBeWritten_IsNotTakenForGiven()
    {
        await SidesAsync();
        await SteerAsync();
        await WeighAsync(20);
        Virtuals[0]["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "Other", ["name"] = "o", ["uid"] = "o", ["controller"] = true });
        Virtuals[0]["metadata"]!["resourceVersion"] = "999";

        Assert.False((await WeighAsync(0)).Ok);
        var seen = await SeenAsync();
        Assert.Contains("belongs to Other o", seen.Blocked, StringComparison.Ordinal);
        Assert.False(seen.Routes.Settled);
    }

    private static JsonArray Conditions() =>
        [new JsonObject { ["type"] = "Routed", ["status"] = "True", ["reason"] = "Istio", ["message"] = "its pods have Istio's sidecar" }];

    private void Edit(params int[] weights)
    {
        for (var side = 0; side < weights.Length; side++)
        {
            Virtuals[0]["spec"]!["http"]![0]!["route"]![side]!["weight"] = weights[side];
        }

        Virtuals[0]["metadata"]!["resourceVersion"] = "999";
    }
}
