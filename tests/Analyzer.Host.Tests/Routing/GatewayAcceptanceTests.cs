using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Api.Templates;
using static CanaryMesh.Analyzer.Host.Tests.Routing.GatewayCases;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

/// <summary>What the controllers of Gateways answer to a route, and what a run waits for.</summary>
public sealed class GatewayAcceptanceTests
{
    private static readonly RouteIntent Intent = RouteCase.Load("gateway-service.yaml").Intent;

    [Fact]
    public void Read_BeforeAnybodyAnswered_WaitsForTheFirstParent() => Assert.Equal(
        (25, "HTTPRoute store waits for Gateway infra/public (https) at port 443: no controller has answered yet"),
        (Reading(Intent, Route()).Weight, Reading(Intent, Route()).Hindrance));

    [Fact]
    public void Read_WithOneOfTwoParentsAnswered_WaitsForTheOther() =>
        Assert.Equal("HTTPRoute store waits for Service store: no controller has answered yet", Hindrance(route => ((JsonArray)route.At("status", "parents")!).RemoveAt(1)));

    [Fact]
    public void Read_OfAnAnswerToAnOlderGeneration_Waits() => Assert.Equal(
        "HTTPRoute store waits for Gateway infra/public (https) at port 443: its controller has not looked at generation 4 yet",
        Hindrance(route => Condition(route, 0, 0)["observedGeneration"] = 3));

    [Fact]
    public void Read_OfAnAnswerToThisGenerationOrANewer_WaitsForNobody() =>
        Assert.Null(Hindrance(route => Condition(route, 0, 0)["observedGeneration"] = 5));

    [Fact]
    public void Read_OfARefusal_SaysWhoAndWhy() => Assert.Equal(
        "Gateway infra/public (https) at port 443 refuses HTTPRoute store: NoMatchingListenerHostname: no listener is for shop.example.com",
        Hindrance(route => Say(Condition(route, 0, 0), "False", "NoMatchingListenerHostname", "no listener is for shop.example.com")));

    [Fact]
    public void Read_OfAnUndecidedAnswer_Waits() => Assert.Equal(
        "HTTPRoute store waits for Service store: Pending",
        Hindrance(route => Say(Condition(route, 1, 0), "Unknown", "Pending", "")));

    [Fact]
    public void Read_OfABackendThatIsNotThere_SaysWhoCannotSend() => Assert.Equal(
        "Service store cannot send where HTTPRoute store says: BackendNotFound: Service web/shop-canary",
        Hindrance(route => Say(Condition(route, 1, 1), "False", "BackendNotFound", "Service web/shop-canary")));

    [Fact]
    public void Read_OfAnOldComplaintOfBackends_HeedsItNot() => Assert.Null(Hindrance(route =>
    {
        Say(Condition(route, 1, 1), "False", "BackendNotFound", "");
        Condition(route, 1, 1)["observedGeneration"] = 3;
    }));

    [Fact]
    public void Read_OfAnAnswerThatSpellsDefaultsOut_KnowsTheParent() => Assert.Null(Hindrance(route =>
    {
        var parent = (JsonObject)route.At("status", "parents")![1]!["parentRef"]!;
        parent["namespace"] = "web";
        parent["group"] = "core";
    }));

    // A class of its own may report on a parent that is not its.
    [Fact]
    public void Read_OfTwoControllersOnOneParent_IsContentWithTheOneThatTookIt() => Assert.Null(Hindrance(route =>
    {
        var other = (JsonObject)route.At("status", "parents")![0]!.DeepClone();
        Say((JsonObject)other["conditions"]![0]!, "False", "NoMatchingParent", "");
        ((JsonArray)route.At("status", "parents")!).Insert(0, other);
    }));

    [Fact]
    public void Read_OfARouteAttachedToNothing_SaysSo() =>
        Assert.Equal("HTTPRoute store is attached to no Gateway", Hindrance(route => route.Within("spec").Remove("parentRefs")));

    [Theory]
    [InlineData("""{"path":{"type":"Exact","value":"/status"},"queryParams":[{"name":"full","type":"Exact","value":"1"}]}""", 0, true)]
    [InlineData("""{"path":{"type":"Exact","value":"/status"},"queryParams":[{"name":"full","type":"Exact","value":"1"}]}""", 1, false)]
    [InlineData("""{"path":{"type":"PathPrefix","value":"/"}}""", 0, false)]
    public void Read_WithARuleOfOthers_IsHinderedByTheSameConditionInFrontAlone(string match, int index, bool isHindered)
    {
        var hindrance = Hindrance(route => ((JsonArray)route.At("spec", "rules")!).Insert(index, Foreign(match)));

        Assert.Equal(isHindered ? "HTTPRoute store has a rule of others before ours for the same requests" : null, hindrance);
    }

    [Fact]
    public void Read_WithTwoRulesOfOthersForTheSame_LeavesThatToThem() => Assert.Null(Hindrance(route =>
    {
        var rules = (JsonArray)route.At("spec", "rules")!;
        rules.Insert(0, Foreign("""{"path":{"type":"PathPrefix","value":"/other"}}"""));
        rules.Insert(0, rules[0]!.DeepClone());
    }));

    private static JsonObject Foreign(string match) => new()
    {
        ["matches"] = new JsonArray(Parse(match)),
        ["backendRefs"] = JsonNode.Parse("""[{"name":"other","port":80}]"""),
    };

    private static string? Hindrance(Action<JsonObject> change)
    {
        var route = Accepted(Route());
        change(route);
        return Reading(Intent, route).Hindrance;
    }

    private static JsonObject Route()
    {
        var route = Written(Intent, null);
        route.Within("metadata")["generation"] = 4;
        return route;
    }

    private static JsonObject Condition(JsonObject route, int parent, int condition) => (JsonObject)route.At("status", "parents")![parent]!["conditions"]![condition]!;

    private static void Say(JsonObject condition, string status, string reason, string message) =>
        (condition["status"], condition["reason"], condition["message"]) = (status, reason, message);
}
