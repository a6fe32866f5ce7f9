using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.Istio;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

/// <summary>What people do to a VirtualService while a version is on trial.</summary>
public sealed class IstioEditTests
{
    private static readonly IstioRoutes Routes = new(() => []);
    private static readonly RouteCase Document = RouteCase.Load("istio-document.yaml");

    [Fact]
    public void Read_AfterTheEmergencyPatchOfTheDocument_SaysWhoGetsHowMuch()
    {
        var intent = WithoutLane();
        var reading = Edited(intent, route => route.At("spec", "http")![0]!["route"]![0]!["weight"] = 100);

        Assert.Equal(9, reading.Weight);
        Assert.Equal(
            "VirtualService api-gateway was changed by another: it splits api-gateway-primary=100,api-gateway-canary=10, and api-gateway-primary=90,api-gateway-canary=10 was written",
            reading.ForeignEdit);
    }

    [Fact]
    public void Read_OfWeightsTakenTogether_IsTheShareOfTheirSum()
    {
        var reading = Edited(Document.Intent, route =>
        {
            route.At("spec", "http")![1]!["route"]![0]!["weight"] = 1;
            route.At("spec", "http")![1]!["route"]![1]!["weight"] = 3;
        });

        Assert.Equal(75, reading.Weight);
        Assert.NotNull(reading.ForeignEdit);
    }

    [Fact]
    public void Read_AfterTheTeamAppliedItsOwnRouteAgain_SeesNoSplit()
    {
        var reading = Edited(Document.Intent, route => route["spec"] = JsonNode.Parse("""{"hosts":["api-gateway"],"http":[{"route":[{"destination":{"host":"api-gateway"}}]}]}"""));

        Assert.Null(reading.Weight);
        Assert.NotNull(reading.ForeignEdit);
    }

    [Theory]
    [InlineData("""{"metadata":{"labels":{"seen":"yes"},"annotations":{"argocd.argoproj.io/tracking-id":"x"}}}""")]
    [InlineData("""{"spec":{"exportTo":["."]}}""")]
    [InlineData("""{"spec":{"tls":[{"match":[{"port":443,"sniHosts":["a"]}],"route":[{"destination":{"host":"a"}}]}]}}""")]
    public void Desired_AfterAChangeBesideTheSplit_KeepsItAndTheWeights(string change)
    {
        var route = Written(Document.Intent);
        Merge(route, (JsonObject)JsonNode.Parse(change)!);

        var after = Routes.Desired(Document.Intent, Finding(route)).Objects[^1].Body;

        Assert.True(JsonNode.DeepEquals(route, after), after.ToJsonString());
        Assert.Null(Routes.Read(Document.Intent, Finding(route)).ForeignEdit);
    }

    [Fact]
    public void Read_AfterAnotherLeftZeroWeightsOut_SeesNoEdit()
    {
        var intent = WithoutLane() with { Weight = 0 };
        var reading = Edited(intent, route => ((JsonObject)route.At("spec", "http")![0]!["route"]![1]!).Remove("weight"));

        Assert.Equal(new RouteReading { Exists = true, IsMarked = true, Weight = 0 }, reading);
    }

    [Fact]
    public void Read_WithoutARoute_KnowsNothing() => Assert.Equal(new RouteReading(), Routes.Read(Document.Intent, (_, _) => null));

    [Fact]
    public void Read_OfARouteThatWeNeverWrote_IsNoEdit()
    {
        var found = (JsonObject)JsonNode.Parse("""{"metadata":{"name":"api-gateway"},"spec":{"http":[{"route":[{"destination":{"host":"api-gateway"}}]}]}}""")!;

        Assert.Equal(new RouteReading { Exists = true }, Routes.Read(Document.Intent, Finding(found)));
    }

    private static RouteIntent WithoutLane()
    {
        var canary = (JsonObject)Document.Intent.Canary.DeepClone();
        ((JsonObject)canary.At("spec", "analysis")!).Remove("match");
        return Document.Intent with { Canary = canary };
    }

    private static RouteReading Edited(RouteIntent intent, Action<JsonObject> edit)
    {
        var route = Written(intent);
        edit(route);
        return Routes.Read(intent, Finding(route));
    }

    private static JsonObject Written(RouteIntent intent) => (JsonObject)JsonNode.Parse(Routes.Desired(intent, (_, _) => null).Objects[^1].Body.ToJsonString())!;

    private static FindObject Finding(JsonObject route) => (kind, _) => kind == IstioKinds.VirtualServices ? route : null;

    private static void Merge(JsonObject into, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is JsonObject inner && into[name] is JsonObject there)
            {
                Merge(there, inner);
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }
}
