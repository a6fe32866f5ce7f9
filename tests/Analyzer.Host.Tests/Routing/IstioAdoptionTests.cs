using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.Istio;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

public sealed class IstioAdoptionTests
{
    private static readonly IstioRoutes Routes = new(() => []);
    private static readonly RouteCase Adopted = RouteCase.Load("istio-adopted.yaml");

    [Fact]
    public void Restore_OfAnAdoptedRoute_IsWhatItWas()
    {
        var route = Written(Adopted.At(20), Found());
        route = Written(Adopted.At(0), route);

        var restored = Assert.IsType<RouteReturn.Rewrite>(Routes.Restore(route));

        Assert.True(JsonNode.DeepEquals(Found(), restored.Body), restored.Body.ToJsonString());
    }

    [Fact]
    public void Restore_AfterOthersChangedTheirRules_KeepsTheirChanges()
    {
        var route = Written(Adopted.At(20), Found());
        var rules = (JsonArray)route.At("spec", "http")!;
        rules.Insert(0, JsonNode.Parse("""{"match":[{"uri":{"prefix":"/new"}}],"route":[{"destination":{"host":"news"}}]}"""));
        ((JsonArray)route.At("spec", "hosts")!).Add("more.example.com");
        route.Within("metadata").Within("labels")["seen"] = "yes";

        var restored = Assert.IsType<RouteReturn.Rewrite>(Routes.Restore(Written(Adopted.At(40), route))).Body;

        Assert.Equal(["/new", "/search", "/basket", "/old", null], restored.Objects("spec", "http").Select(rule => rule.Objects("match").FirstOrDefault().Text("uri", "prefix")));
        Assert.Equal(["shop.example.com", "www.example.com", "more.example.com"], SharedList.Texts(restored.At("spec", "hosts")));
        Assert.Equal(("yes", null), (restored.Label("seen"), restored.Label("team")));
        Assert.DoesNotContain("canary.footanalytics.io", restored.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Desired_AgainAndAgain_SavesTheOriginalOnce()
    {
        var first = Written(Adopted.At(20), Found());
        var edited = Adopted.At(50) with { Canary = With(Adopted.Intent.Canary, service => service["timeout"] = "9s") };

        var second = Written(edited, first);

        Assert.NotNull(first.Annotation(AnnotationNames.RouteOriginal));
        Assert.Equal(first.Annotation(AnnotationNames.RouteOriginal), second.Annotation(AnnotationNames.RouteOriginal));
    }

    [Fact]
    public void Desired_WithTheServiceEditedInMidRun_KeepsTheWeight()
    {
        var before = Written(Adopted.At(20), Found());
        var edited = Adopted.At(20) with { Canary = With(Adopted.Intent.Canary, service => service["timeout"] = "9s") };

        var after = Written(edited, before);

        Assert.Equal((20, null), (Reading(edited, after).Weight, Reading(edited, after).ForeignEdit));
        Assert.All(after.Objects("spec", "http").Where(rule => rule.ContainsKey("timeout")), rule => Assert.Equal("9s", rule.Text("timeout")));
    }

    [Fact]
    public void Desired_WithLabelsThatTheCanaryNoLongerNames_MakesThemWhatTheyWere()
    {
        var found = Found();
        found.Within("metadata").Within("labels")["team"] = "before";
        var before = Written(Adopted.At(20), found);
        var edited = Adopted.At(20) with { Canary = With(Adopted.Intent.Canary, service => service.Remove("apex")) };

        Assert.Equal(("shop", "before"), (before.Label("team"), Written(edited, before).Label("team")));
    }

    [Fact]
    public void Desired_WithHostsThatTheCanaryNoLongerNames_TakesOnlyOursAway()
    {
        var before = Written(Adopted.At(20), Found());
        var edited = Adopted.At(20) with { Canary = With(Adopted.Intent.Canary, service => service["hosts"] = new JsonArray("other.example.com")) };

        var after = Written(edited, before);

        Assert.Equal(["shop.example.com", "www.example.com", "other.example.com", "shop"], SharedList.Texts(after.At("spec", "hosts")));
    }

    [Fact]
    public void Desired_WithARuleOfAnotherPutBetweenOurs_LeavesItBeforeThem()
    {
        var made = Written(Adopted.At(20), null);
        ((JsonArray)made.At("spec", "http")!).Insert(1, JsonNode.Parse("""{"match":[{"uri":{"prefix":"/new"}}],"route":[{"destination":{"host":"news"}}]}"""));

        var after = Written(Adopted.At(30), made);

        Assert.Equal("news", after.Objects("spec", "http").First().Objects("route").First().Text("destination", "host"));
        Assert.Equal(3, after.Objects("spec", "http").Count());
        Assert.True(JsonNode.DeepEquals(after, Written(Adopted.At(30), after)));
    }

    [Fact]
    public void Desired_OverARouteThatSplitByHand_StartsFromItsLastRule()
    {
        var found = Found();
        found["spec"] = JsonNode.Parse("""
            {"hosts":["shop"],"http":[
              {"match":[{"headers":{"canary":{"exact":"true"}}}],"route":[{"destination":{"host":"shop-canary"},"weight":100}]},
              {"timeout":"7s","mirror":{"host":"shop-canary"},"route":[{"destination":{"host":"shop-primary"},"weight":90},{"destination":{"host":"shop-canary"},"weight":10}]}]}
            """);
        var intent = Adopted.At(0) with { Canary = With(Adopted.Intent.Canary, service => service.Remove("timeout")) };

        var rule = Assert.Single(Written(intent, found).Objects("spec", "http"));

        Assert.Equal(("7s", null, null), (rule.Text("timeout"), rule["match"], rule["mirror"]));
        Assert.Equal([100, 0], rule.Objects("route").Select(each => each.Number("weight")));
    }

    [Theory]
    [InlineData("""{"mirror":{"host":"audit"}}""")]
    [InlineData("""{"mirrors":[{"destination":{"host":"audit"}}]}""")]
    public void Desired_OverARuleThatIsMirrored_LetsTheTeamsMirrorWaitForOurs(string mirror)
    {
        var found = Found();
        var rule = (JsonObject)JsonNode.Parse(mirror)!;
        rule["route"] = JsonNode.Parse("""[{"destination":{"host":"shop"}}]""");
        found["spec"] = new JsonObject { ["hosts"] = new JsonArray("shop"), ["http"] = new JsonArray(rule) };

        var during = Written(Adopted.At(0) with { Mirror = 50 }, found);
        var after = Written(Adopted.At(0), during);

        Assert.Equal((50, 0), (Reading(Adopted.Intent, during).Mirror, Reading(Adopted.Intent, after).Mirror));
        Assert.DoesNotContain("audit", during.At("spec")!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("audit", after.At("spec")!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Desired_OverARouteThatLedElsewhere_ComesLast_AndReadingSaysWhatHindersIt()
    {
        var found = Found();
        found["spec"] = JsonNode.Parse("""{"hosts":["a.example.com"],"http":[{"route":[{"destination":{"host":"other"}}]}]}""");

        var route = Written(Adopted.At(20), found);

        Assert.Equal("other", route.Objects("spec", "http").First().Objects("route").First().Text("destination", "host"));
        Assert.NotNull(Reading(Adopted.At(20), route).Hindrance);
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

        Assert.Equal((0, "VirtualService shop belongs to Gate main, and is left alone"), (plan.Objects.Count, Assert.Single(plan.Faults)));
    }

    [Fact]
    public void Desired_OverADestinationRuleOfAnother_IsRefused()
    {
        var rule = (JsonObject)JsonNode.Parse("""{"kind":"DestinationRule","metadata":{"name":"shop-canary"},"spec":{"host":"shop-canary"}}""")!;

        var plan = Routes.Desired(Adopted.Intent, (kind, name) => kind == IstioKinds.DestinationRules && name == "shop-canary" ? rule : null);

        Assert.Equal("DestinationRule shop-canary is another's, and is left alone", Assert.Single(plan.Faults));
    }

    private static JsonObject Found() => Adopted.Find(IstioKinds.VirtualServices, "shop")!;

    private static JsonObject Written(RouteIntent intent, JsonObject? found)
    {
        var plan = Routes.Desired(intent, found is null ? (_, _) => null : Finding(found));
        Assert.Empty(plan.Faults);
        return plan.Objects[^1].Body;
    }

    private static RouteReading Reading(RouteIntent intent, JsonObject route) => Routes.Read(intent, Finding(route));

    private static FindObject Finding(JsonObject route) => (KubeKind kind, string _) => kind == IstioKinds.VirtualServices ? (JsonObject)JsonNode.Parse(route.ToJsonString())! : null;

    private static JsonObject With(JsonObject canary, Action<JsonObject> change)
    {
        var changed = (JsonObject)canary.DeepClone();
        change(changed.Within("spec").Within("service"));
        return changed;
    }
}
