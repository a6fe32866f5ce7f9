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

public sealed class RoutedRolloutTests : RoutedWorld
{
    [Fact]
    public async Task Route_BeforeItsServicesHaveArrived_IsNotWritten()
    {
        await SidesAsync(seconds: 2);
        Assert.Equal(SteeringObservation.NotReady, (await SeenAsync()).Steering);

        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(SteeringObservation.Due, (await SeenAsync()).Steering);
    }

    [Fact]
    public async Task Weight_BeforeTheRouteIsOurs_WritesNothing()
    {
        await SidesAsync();

        Assert.True((await WeighAsync(0)).Ok);

        Assert.Empty(Virtuals);
    }

    [Fact]
    public async Task Route_Written_IsSteeredAndSettledAtItsWeight()
    {
        await SidesAsync();
        await SteerAsync();
        await WeighAsync(20);

        var seen = await SeenAsync();

        Assert.Equal((SteeringObservation.Steered, 20, true, true), (seen.Steering, seen.Weight, seen.Routes.Settled, seen.Routes.IsByRoute));
        Assert.Equal(["web-canary", "web-primary"], Rules.Select(each => (string?)each["spec"]!["host"]).Order());
    }

    [Fact]
    public async Task Weight_AsItIs_IsNotWrittenAgain()
    {
        await SidesAsync();
        await SteerAsync();
        await WeighAsync(20);
        Api.Calls.Clear();

        await WeighAsync(20);

        Assert.Empty(Api.Calls);
    }

    [Fact]
    public async Task Spec_ChangedInMidRun_IsWrittenAtTheWeightInForce()
    {
        await SidesAsync();
        await SteerAsync();
        await WeighAsync(20);
        Canary["spec"]!["service"] = Thing.Json("""{"port":80,"timeout":"7s"}""");
        Assert.Equal(SteeringObservation.Due, (await SeenAsync()).Steering);

        await SteerAsync();

        var rule = Virtuals[0]["spec"]!["http"]![0]!;
        Assert.Equal(("7s", 20), ((string?)rule["timeout"], (int?)rule["route"]![1]!["weight"]));
        Assert.Equal((SteeringObservation.Steered, 20), ((await SeenAsync()).Steering, (await SeenAsync()).Weight));
    }

    [Fact]
    public async Task Route_ThatSomebodyDeleted_IsWrittenAtTheRecordedWeight()
    {
        await SidesAsync();
        await SteerAsync();
        Canary["status"]!["canaryWeight"] = 20;
        Virtuals.Clear();
        Time.Advance(TimeSpan.FromSeconds(6));

        var seen = await SeenAsync();
        Assert.Equal((SteeringObservation.Due, 20, false), (seen.Steering, seen.Weight, seen.Routes.Settled));

        await SteerAsync();
        Assert.Equal(20, (await SeenAsync()).Weight);
    }

    [Fact]
    public async Task Plan_OfATargetBehindARoute_HasNoPortsAndSaysWhoSplits()
    {
        var world = await WorldAsync();

        Assert.Equal(("istio", 0, true), (world.Plan.By, world.Plan.Ports.Count, world.Seen.Target!.Splittable));
        Assert.Equal(80, Assert.Single(world.Sides).Port);
        Assert.Equal("8080", world.Sides[0].Target.ToString());
    }

    [Fact]
    public async Task Sides_OfServicesThatCallTwoPortsByOneName_HaveEachNameOnce()
    {
        Services.Clear();
        Services.Add(Thing.Service(name: "one"));
        Services.Add(Thing.Service(name: "two", change: service => service["spec"]!["ports"]![0]!["port"] = 81));

        Assert.Equal([(80, "http"), (81, "http-81")], (await WorldAsync()).Sides.Select(side => (side.Port, side.Name)));
    }

    [Fact]
    public async Task Target_WithoutAService_IsNotSplit()
    {
        Services.Clear();

        var seen = await SeenAsync();

        Assert.Equal((false, "no Service leads to its pods"), (seen.Target!.Splittable, seen.Target.NotSplittableReason));
    }

    [Fact]
    public async Task Pods_WithoutProxies_AreReadyForAShare()
    {
        Pods.Add(Thing.Pod("web-canary-1", "web-canary-1", proxied: false));
        var copy = Named("web-canary");
        copy["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "Canary", ["name"] = "web", ["uid"] = "c1", ["controller"] = true });
        Others.Add(copy);
        var set = Thing.Set("web-canary-1", "v2", 1, 1, 2);
        set["metadata"]!["ownerReferences"]![0]!["uid"] = "web-canary";
        Sets.Add(set);

        Pods[0]["status"]!["conditions"]![0]!["lastTransitionTime"] = "2030-01-01T11:59:58Z";
        var seen = await SeenAsync();
        Assert.Equal((0, 1, 0), (seen.Copy!.Ready, seen.Copy.Serving, seen.Copy.Unproxied.Count));

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await SeenAsync()).Copy!.Ready);
    }

    [Fact]
    public async Task Mesh_OfThePods_IsTakenWhereNothingIsAsked()
    {
        Canary["spec"]!.AsObject().Remove("provider");
        Canary["spec"]!["metricsServer"] = "http://prometheus:9090";
        Canary["status"]!["phase"] = "Initializing";
        Assert.Null((await SeenAsync()).Provider);

        Pods.Add(Thing.Pod("web-1-a", proxied: false));
        Pods[0]["spec"]!["containers"]!.AsArray().Add(new JsonObject { ["name"] = "istio-proxy" });
        Assert.Equal(ProviderKind.Istio, (await SeenAsync()).Provider!.Kind);

        Pods.Add(Thing.Pod("web-1-b", proxied: false));
        Assert.Equal(ProviderKind.CanaryMesh, (await SeenAsync()).Provider!.Kind);

        Pods[1]["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";
        Assert.Equal(ProviderKind.Istio, (await SeenAsync()).Provider!.Kind);
    }

    [Fact]
    public async Task Provider_OfAnOnboardedTarget_IsThatOfItsPlan()
    {
        Canary["spec"]!.AsObject().Remove("provider");
        var template = (JsonObject)Deployment.At("spec", "template")!;
        PlannedTemplate.Apply(template, new() { V = 1, By = "istio" });

        Assert.Equal(ProviderKind.Istio, (await SeenAsync()).Provider!.Kind);
    }

    [Fact]
    public async Task Host_OfAnotherService_IsRefusedWhereTheAuthorLooks()
    {
        Canary["spec"]!["service"] = Thing.Json("""{"port":80,"hosts":["payments"]}""");

        var (world, faults, _) = await Gatherer([Canary]).GatherAsync(Key, CancellationToken.None);

        Assert.Null(world);
        Assert.Contains("spec.service.hosts: payments", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_OfARouteInMidRun_LeavesTheLastGoodOneInForce()
    {
        await SidesAsync();
        await SteerAsync();
        await WeighAsync(20);
        Canary = (JsonObject)Canary.DeepClone();
        Canary["spec"]!["service"] = Thing.Json("""{"port":80,"hosts":["payments"]}""");

        var (world, faults, _) = await Gatherer([Canary]).GatherAsync(Key, CancellationToken.None);

        Assert.Single(faults);
        Assert.Equal((20, true), (world!.Seen.Weight, world.Seen.Routes.Settled));
        Assert.DoesNotContain("payments", Virtuals[0].ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_OnRecord_OutlivesATargetThatWasMadeAnew()
    {
        Canary["spec"]!.AsObject().Remove("provider");
        Canary["status"]!["conditions"] = Conditions();
        PlannedTemplate.Apply((JsonObject)Deployment.At("spec", "template")!, new() { V = 1 });

        Assert.Equal(ProviderKind.Istio, (await SeenAsync()).Provider!.Kind);
    }

    [Fact]
    public async Task Sides_OfARoute_SelectPodsThatDoNotHaveOurLabelYet()
    {
        await SidesAsync();

        var primary = Services.Single(each => each.Text("metadata", "name") == "web-primary").At("spec", "selector") as JsonObject;
        Assert.Equal(["app"], primary!.Select(pair => pair.Key));
        var copy = Services.Single(each => each.Text("metadata", "name") == "web-canary").At("spec", "selector", "app");
        Assert.NotEqual((string?)primary!["app"], (string?)copy);
    }

    [Fact]
    public async Task Steer_InTheTickOfANewWeight_KeepsIt()
    {
        await SidesAsync();
        await SteerAsync();
        var world = await WorldAsync();

        await new Analyzer.Applying.RouteActions(Api).SetWeightAsync(world, 20, 0, CancellationToken.None);
        await new Analyzer.Applying.RouteActions(Api).WriteAsync(world, CancellationToken.None);

        Assert.Equal(20, (await SeenAsync()).Weight);
    }

    [Fact]
    public async Task Checks_OverTheNameOfTheCopy_WaitForOneWindow()
    {
        Canary["spec"]!["analysis"]!["metrics"] = JsonNode.Parse("""[{"name":"request-success-rate","thresholdRange":{"min":99}}]""");

        Assert.True(Assert.Single((await SeenAsync()).Spec.Checks).LooksBack);
    }

    private static JsonArray Conditions() =>
        [new JsonObject { ["type"] = "Routed", ["status"] = "True", ["reason"] = "Istio", ["message"] = "its pods have Istio's sidecar" }];
}
