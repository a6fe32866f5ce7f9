using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Api.Templates;
using static CanaryMesh.Analyzer.Host.Tests.Routing.GatewayCases;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

/// <summary>What people do to an HTTPRoute while a version is on trial.</summary>
public sealed class GatewayEditTests
{
    private static readonly RouteIntent Lane = RouteCase.Load("gateway-lane.yaml").Intent;

    [Fact]
    public void Read_AfterAnotherChangedAWeight_SaysWhoGetsHowMuch()
    {
        var reading = Edited(Lane, route => Rule(route, 1)["backendRefs"]![0]!["weight"] = 0);

        Assert.Equal(100, reading.Weight);
        Assert.Equal(
            "HTTPRoute api-gateway was changed by another: it splits api-gateway-canary=100 | api-gateway-primary=0,api-gateway-canary=10, "
            + "and api-gateway-canary=100 | api-gateway-primary=90,api-gateway-canary=10 was written",
            reading.ForeignEdit);
    }

    [Fact]
    public void Read_OfWeightsTakenTogether_IsTheShareOfTheirSum()
    {
        var reading = Edited(Lane, route =>
        {
            Rule(route, 1)["backendRefs"]![0]!["weight"] = 1;
            Rule(route, 1)["backendRefs"]![1]!["weight"] = 3;
        });

        Assert.Equal(75, reading.Weight);
        Assert.NotNull(reading.ForeignEdit);
    }

    [Fact]
    public void Read_WithNoWeightAtAll_KnowsNoShare()
    {
        var reading = Edited(Lane with { Weight = 0 }, route => Rule(route, 0)["backendRefs"]![0]!["weight"] = 0);

        Assert.Null(reading.Weight);
        Assert.NotNull(reading.ForeignEdit);
    }

    [Fact]
    public void Read_AfterTheTeamAppliedItsOwnRouteAgain_SeesNoSplit()
    {
        var reading = Edited(Lane, route => route.Within("spec")["rules"] = JsonNode.Parse("""[{"backendRefs":[{"name":"api-gateway","port":4000}]}]"""));

        Assert.Null(reading.Weight);
        Assert.EndsWith("it splits api-gateway=1, and api-gateway-canary=100 | api-gateway-primary=90,api-gateway-canary=10 was written", reading.ForeignEdit, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"shop-canary","port":80,"namespace":"elsewhere"}""")]
    [InlineData("""{"name":"shop-canary","port":81}""")]
    [InlineData("""{"name":"shop-canary","port":80,"group":"example.com","kind":"Pool"}""")]
    public void Read_AfterABackendWasLedElsewhere_SeesNoSplit(string backend)
    {
        var intent = RouteCase.Load("gateway-prefix.yaml").Intent;

        var reading = Edited(intent, route =>
        {
            Rule(route, 0)["backendRefs"]![1] = Parse(backend);
            Rule(route, 1)["backendRefs"]![1] = Parse(backend);
        });

        Assert.Null(reading.Weight);
        Assert.NotNull(reading.ForeignEdit);
    }

    [Theory]
    [InlineData("""{"percent":50}""", 50)]
    [InlineData("""{"fraction":{"numerator":1,"denominator":4}}""", 25)]
    [InlineData("""{"fraction":{"numerator":7}}""", 7)]
    [InlineData("{}", 100)]
    public void Read_AfterTheCopiesWereChanged_SaysHowManyAreMade(string share, int percent)
    {
        var reading = Edited(RouteCase.Load("gateway-mirror.yaml").Intent, route =>
        {
            var mirror = (JsonObject)Rule(route, 0)["filters"]![1]!["requestMirror"]!;
            mirror.Remove("percent");
            foreach (var (name, value) in Parse(share))
            {
                mirror[name] = value!.DeepClone();
            }
        });

        Assert.Equal(percent, reading.Mirror);
        Assert.Contains($"shop-canary=0+shop-canary@{percent}, and", reading.ForeignEdit, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"metadata":{"labels":{"seen":"yes"},"annotations":{"argocd.argoproj.io/tracking-id":"x"}}}""")]
    [InlineData("""{"spec":{"useDefaultGateways":"All"}}""")]
    [InlineData("""{"status":{"parents":[]}}""")]
    public void Desired_AfterAChangeBesideTheSplit_KeepsItAndTheWeights(string change)
    {
        var route = Written(Lane, null);
        Merge(route, Parse(change));

        var after = Written(Lane, route);

        Assert.True(JsonNode.DeepEquals(route, after), after.ToJsonString());
        Assert.Null(Reading(Lane, route).ForeignEdit);
    }

    [Fact]
    public void Read_WithoutARoute_KnowsNothing() => Assert.Equal(new RouteReading(), Routes.Read(Lane, (_, _) => null));

    [Fact]
    public void Read_OfARouteThatWeNeverWrote_IsNoEditAndWaitsForNobody()
    {
        var found = Parse("""{"metadata":{"name":"api-gateway","namespace":"footanalytics"},"spec":{"rules":[{"backendRefs":[{"name":"api-gateway","port":4000}]}]}}""");

        Assert.Equal(new RouteReading { Exists = true }, Reading(Lane, found));
    }

    private static RouteReading Edited(RouteIntent intent, Action<JsonObject> edit)
    {
        var route = Written(intent, null);
        edit(route);
        return Reading(intent, Accepted(route));
    }

    private static JsonObject Rule(JsonObject route, int index) => (JsonObject)route.At("spec", "rules")![index]!;

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
