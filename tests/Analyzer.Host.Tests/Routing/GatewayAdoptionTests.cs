using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.GatewayApi;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using static CanaryMesh.Analyzer.Host.Tests.Routing.GatewayCases;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

public sealed class GatewayAdoptionTests
{
    private static readonly RouteCase Adopted = RouteCase.Load("gateway-adopted.yaml");

    [Fact]
    public void Restore_AfterOthersChangedTheirRules_KeepsTheirChanges()
    {
        var route = Written(Adopted.At(20), Found());
        ((JsonArray)route.At("spec", "rules")!).Insert(0, Foreign("/new", "news"));
        ((JsonArray)route.At("spec", "hostnames")!).Add("more.example.com");
        ((JsonArray)route.At("spec", "parentRefs")!).Add(Parse("""{"group":"gateway.networking.k8s.io","kind":"Gateway","name":"third"}"""));
        route.Within("metadata").Within("labels")["seen"] = "yes";

        var restored = Assert.IsType<RouteReturn.Rewrite>(Routes.Restore(Written(Adopted.At(40), route))).Body;

        Assert.Equal(["/new", "/search", "/basket", "/old", "/metrics", "/"], restored.Objects("spec", "rules").Select(rule => rule.Objects("matches").First().Text("path", "value")));
        Assert.Equal(["shop.example.com", "www.example.com", "more.example.com"], SharedList.Texts(restored.At("spec", "hostnames")));
        Assert.Equal(["public", "third"], restored.Objects("spec", "parentRefs").Select(parent => parent.Text("name")));
        Assert.Equal(("yes", null), (restored.Label("seen"), restored.Label("team")));
        Assert.DoesNotContain("canary", restored.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_AfterRulesOfOursWereTakenAway_PutsTheTeamsWhereTheyWere()
    {
        var route = Written(Adopted.At(20), Found());
        ((JsonArray)route.At("spec", "rules")!).RemoveRange(1, 2);

        var restored = Assert.IsType<RouteReturn.Rewrite>(Routes.Restore(route)).Body;

        Assert.True(JsonNode.DeepEquals(Found(), restored), restored.ToJsonString());
    }

    [Fact]
    public void Restore_AfterTheTeamChangedARuleOfAnotherPort_KeepsThatChange()
    {
        var route = Written(Adopted.At(20), Found());
        route.Objects("spec", "rules").Single(rule => rule.Objects("backendRefs").Any(backend => backend.Number("port") == 9090))["timeouts"] = Parse("""{"request":"3s"}""");

        var restored = Assert.IsType<RouteReturn.Rewrite>(Routes.Restore(route)).Body;

        Assert.Equal("3s", restored.Objects("spec", "rules").ElementAt(3).Text("timeouts", "request"));
        Assert.DoesNotContain("shop-primary", restored.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Desired_AgainAndAgain_SavesTheOriginalOnce()
    {
        var first = Written(Adopted.At(20), Found());

        var second = Written(With(Adopted.At(50), service => service["timeout"] = "9s"), first);

        Assert.NotNull(first.Annotation(AnnotationNames.RouteOriginal));
        Assert.Equal(first.Annotation(AnnotationNames.RouteOriginal), second.Annotation(AnnotationNames.RouteOriginal));
    }

    [Fact]
    public void Desired_WithTheServiceEditedInMidRun_KeepsTheWeight()
    {
        var before = Written(Adopted.At(20), Found());
        var edited = With(Adopted.At(20), service => service["timeout"] = "9s");

        var after = Written(edited, before);

        Assert.Equal((20, null), (Reading(edited, after).Weight, Reading(edited, after).ForeignEdit));
        Assert.Equal(["9s", "9s", "9s", "9s"], after.Objects("spec", "rules").Select(rule => rule.Text("timeouts", "request")).OfType<string>());
    }

    [Fact]
    public void Desired_WithParentsAndHostsThatTheCanaryNoLongerNames_TakesOnlyOursAway()
    {
        var before = Written(Adopted.At(20), Found());
        var edited = With(Adopted.At(20), service =>
        {
            service["hosts"] = new JsonArray("other.example.com");
            service["gatewayRefs"] = JsonNode.Parse("""[{"name":"other"}]""");
        });

        var after = Written(edited, before);

        Assert.Equal(["shop.example.com", "www.example.com", "other.example.com"], SharedList.Texts(after.At("spec", "hostnames")));
        Assert.Equal(["public", "other"], after.Objects("spec", "parentRefs").Select(parent => parent.Text("name")));
    }

    // A list of hosts would take all others from the team's own rules.
    [Fact]
    public void Desired_OverARouteForEveryHost_NarrowsItToNone()
    {
        var found = Found();
        ((JsonObject)found.At("spec")!).Remove("hostnames");

        var route = Written(Adopted.At(30), Written(Adopted.At(20), found));

        Assert.Null(route.At("spec", "hostnames"));
    }

    [Fact]
    public void Desired_WithARuleOfAnotherPutBetweenOurs_LeavesItBeforeThem()
    {
        var made = Written(Adopted.At(20), null);
        ((JsonArray)made.At("spec", "rules")!).Insert(1, Foreign("/new", "news"));

        var after = Written(Adopted.At(30), made);

        Assert.Equal(["news", "shop-canary", "shop-primary"], after.Objects("spec", "rules").Select(rule => rule.Objects("backendRefs").First().Text("name")));
        Assert.True(JsonNode.DeepEquals(after, Written(Adopted.At(30), after)));
    }

    [Fact]
    public void Desired_OverARouteThatSplitByHand_StartsFromItsLastRule()
    {
        var found = Found();
        found.Within("spec")["rules"] = JsonNode.Parse("""
            [{"matches":[{"path":{"type":"PathPrefix","value":"/"},"headers":[{"name":"canary","type":"Exact","value":"true"}]}],"backendRefs":[{"group":"","kind":"Service","name":"shop-canary","port":80,"weight":1}]},
             {"matches":[{"path":{"type":"PathPrefix","value":"/x"}}],"timeouts":{"request":"7s"},
              "filters":[{"type":"RequestMirror","requestMirror":{"backendRef":{"group":"","kind":"Service","name":"shop-canary","port":80}}}],
              "backendRefs":[{"group":"","kind":"Service","name":"shop-primary","port":80,"weight":90},
                {"group":"","kind":"Service","name":"shop-canary","port":80,"weight":10,"filters":[{"type":"ResponseHeaderModifier","responseHeaderModifier":{"set":[{"name":"x-side","value":"new"}]}}]}]}]
            """);
        var intent = With(Adopted.At(0), service =>
        {
            service.Remove("timeout");
            service.Remove("headers");
        });

        var rule = Assert.Single(Written(intent, found).Objects("spec", "rules"));

        Assert.Equal(("7s", "/x", null), (rule.Text("timeouts", "request"), rule.Objects("matches").Single().Text("path", "value"), rule["filters"]));
        Assert.Equal([100, 0], rule.Objects("backendRefs").Select(each => each.Number("weight")));
        Assert.Equal([0, 1], rule.Objects("backendRefs").Select(each => each.Objects("filters").Count()));
    }

    [Fact]
    public void Desired_OverABackendWithHeadersOfItsOwn_AddsTheCookieToThem()
    {
        var affinity = RouteCase.Load("gateway-affinity.yaml");

        var route = Written(affinity.Intent, Found());

        var filter = Assert.Single(route.Objects("spec", "rules").Single(rule => rule.Text("name") == "basket").Objects("backendRefs").Last().Objects("filters"));
        Assert.Equal(["x-from", "Set-Cookie"], filter.Objects("responseHeaderModifier", "add").Select(each => each.Text("name")));
        Assert.Empty(MeshSchemas.Faults(route, GatewayKinds.HttpRoutes.ToString(), Schemas));
    }

    [Fact]
    public void Desired_OverARuleOfCookiesWithSessionAffinity_IsRefused()
    {
        var affinity = RouteCase.Load("gateway-affinity.yaml").Intent;
        var found = Found();
        found.Objects("spec", "rules").Last().Objects("matches").First()["headers"] = JsonNode.Parse("""[{"name":"cookie","type":"Exact","value":"a=1"}]""");

        Assert.Equal(
            "spec.analysis.sessionAffinity: HTTPRoute shop has a condition on cookies of its own, and the two exclude each other",
            Assert.Single(Routes.Desired(affinity, Finding(found)).Faults));
        Assert.Empty(Routes.Desired(affinity with { Cookies = null }, Finding(found)).Faults);
    }

    [Fact]
    public void Restore_OfARouteThatWeMade_TakesItAway()
    {
        var route = Written(Adopted.At(0), null);

        Assert.IsType<RouteReturn.Delete>(Routes.Restore(route));
        Assert.Equal("c1", route.Objects("metadata", "ownerReferences").Single().Text("uid"));
    }

    [Fact]
    public void Restore_OfARouteThatIsNotOurs_LeavesIt() => Assert.IsType<RouteReturn.Leave>(Routes.Restore(Found()));

    [Fact]
    public void Desired_OverARouteOfAnotherController_IsRefused()
    {
        var found = Found();
        found.Within("metadata")["ownerReferences"] = JsonNode.Parse("""[{"kind":"Gate","name":"main","uid":"g1","controller":true}]""");

        var plan = Routes.Desired(Adopted.Intent, Finding(found));

        Assert.Equal((0, "HTTPRoute shop belongs to Gate main, and is left alone"), (plan.Objects.Count, Assert.Single(plan.Faults)));
    }

    private static JsonObject Found() => Adopted.Find(GatewayKinds.HttpRoutes, "shop")!;

    private static JsonObject Foreign(string path, string service) => new()
    {
        ["matches"] = new JsonArray(new JsonObject { ["path"] = new JsonObject { ["type"] = "PathPrefix", ["value"] = path } }),
        ["backendRefs"] = new JsonArray(new JsonObject { ["group"] = "", ["kind"] = "Service", ["name"] = service, ["port"] = 80, ["weight"] = 1 }),
    };
}
