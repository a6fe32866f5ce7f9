using System.Text.Json.Nodes;
using CanaryMesh.Mesh.GatewayApi;
using CanaryMesh.Mesh.Tests.Services;
using CanaryMesh.Mesh.Watching;

namespace CanaryMesh.Mesh.Tests.GatewayApi;

public sealed class RouteAdmissionTests
{
    private const string Controller = "example.com/double";
    private const string Spec = "{parentRefs: [{name: public}], rules: [{backendRefs: [{name: shop, port: 80}]}]}";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ClusterObjects Shop = ShopObjects.With(1, 2).Add("""
        kind: Gateway
        metadata: {name: public, namespace: web}
        spec: {listeners: [{name: http, port: 80, protocol: HTTP}]}
        ---
        kind: Gateway
        metadata: {name: shared, namespace: edge}
        spec: {listeners: [{name: http, port: 80, allowedRoutes: {namespaces: {from: All}}}, {name: own, port: 81}]}
        """);

    [Theory]
    [InlineData("{name: public}", "Accepted True Accepted, ResolvedRefs True ResolvedRefs")]
    [InlineData("{name: public, sectionName: http}", "Accepted True Accepted, ResolvedRefs True ResolvedRefs")]
    [InlineData("{name: public, sectionName: https}", "Accepted False NoMatchingParent, ResolvedRefs True ResolvedRefs")]
    [InlineData("{name: shared, namespace: edge}", "Accepted True Accepted, ResolvedRefs True ResolvedRefs")]
    [InlineData("{name: shared, namespace: edge, port: 81}", "Accepted False NotAllowedByListeners, ResolvedRefs True ResolvedRefs")]
    [InlineData("{name: absent}", "")]
    [InlineData("{name: shop, kind: Service, group: ''}", "")]
    public void Parent_OfARoute_IsJudged(string parent, string conditions)
    {
        var route = Objects.HttpRoute("shop", $"{{parentRefs: [{parent}], rules: [{{backendRefs: [{{name: shop, port: 80}}]}}]}}", generation: 7);

        var writes = new RouteAdmission(Controller, TimeSpan.Zero).Look(Shop.With(route), null, Start);

        Assert.Equal(conditions, string.Join(", ", writes.SelectMany(write => Conditions(write.Parents))));
        Assert.All(writes.SelectMany(write => write.Parents), entry => Assert.Equal(Controller, (string?)entry!["controllerName"]));
        Assert.All(writes.SelectMany(write => write.Parents.SelectMany(entry => entry!["conditions"]!.AsArray())), each => Assert.Equal(7, (int)each!["observedGeneration"]!));
    }

    [Theory]
    [InlineData("{name: absent, port: 80}", "BackendNotFound")]
    [InlineData("{name: shop, port: 80, kind: Pod}", "InvalidKind")]
    [InlineData("{name: shop, port: 80, namespace: edge}", "RefNotPermitted")]
    public void Backend_OfARoute_IsResolved(string backend, string reason)
    {
        var route = Objects.HttpRoute("shop", $"{{parentRefs: [{{name: public}}], rules: [{{backendRefs: [{backend}]}}]}}");

        var write = Assert.Single(new RouteAdmission(Controller, TimeSpan.Zero).Look(Shop.With(route), null, Start));

        Assert.Equal(["Accepted True Accepted", $"ResolvedRefs False {reason}"], Conditions(write.Parents));
    }

    [Fact]
    public void Route_BeforeItsDelay_IsNeitherAcceptedNorServed()
    {
        var admission = new RouteAdmission(Controller, TimeSpan.FromSeconds(2));
        var objects = Shop.With(Objects.HttpRoute("shop", Spec));

        Assert.Empty(admission.Look(objects, null, Start));
        Assert.Empty(admission.Accepted);
        Assert.Empty(admission.Look(objects, null, Start.AddSeconds(1.9)));
        Assert.Single(admission.Look(objects, null, Start.AddSeconds(2)));
        Assert.Equal(["web/public"], Assert.Single(admission.Accepted).Gateways);
    }

    [Fact]
    public void Route_ThatChanged_IsServedAsItWasUntilItsDelay()
    {
        var admission = new RouteAdmission(Controller, TimeSpan.FromSeconds(2));
        var first = Shop.With(Objects.HttpRoute("shop", Spec));
        admission.Look(first, null, Start);
        admission.Look(first, null, Start.AddSeconds(2));
        var changed = Shop.With(Objects.HttpRoute("shop", Spec.Replace("name: shop", "name: shop-canary", StringComparison.Ordinal), generation: 2));

        Assert.Empty(admission.Look(changed, null, Start.AddSeconds(3)));
        Assert.Equal(1, Served(admission));
        Assert.Single(admission.Look(changed, null, Start.AddSeconds(5)));
        Assert.Equal(2, Served(admission));
        admission.Look(Shop, null, Start.AddSeconds(6));
        Assert.Empty(admission.Accepted);
    }

    [Fact]
    public void Refusal_OfEveryRoute_IsWrittenAndTakesThemOut()
    {
        var admission = new RouteAdmission(Controller, TimeSpan.Zero);
        var objects = Shop.With(Objects.HttpRoute("shop", Spec));

        var write = Assert.Single(admission.Look(objects, new RouteRefusal("UnsupportedValue", "not today"), Start));

        Assert.Equal(["Accepted False UnsupportedValue", "ResolvedRefs True ResolvedRefs"], Conditions(write.Parents));
        Assert.Empty(Assert.Single(admission.Accepted).Gateways);
    }

    [Fact]
    public void Status_ThatStands_IsNotWrittenAgainAndOthersEntriesStay()
    {
        var route = Objects.HttpRoute("shop", Spec);
        route["status"] = JsonNode.Parse("""{"parents":[{"parentRef":{"name":"mesh"},"controllerName":"example.com/other","conditions":[]}]}""");
        var admission = new RouteAdmission(Controller, TimeSpan.Zero);

        var (_, parents) = Assert.Single(admission.Look(Shop.With(route), null, Start));
        Assert.Equal(["example.com/other", Controller], parents.Select(entry => (string?)entry!["controllerName"]));

        route["status"]!["parents"] = parents;
        Assert.Empty(admission.Look(Shop.With(route), null, Start.AddHours(1)));
    }

    private static int Served(RouteAdmission admission) => Assert.Single(admission.Accepted).Route.GetProperty("metadata").GetProperty("generation").GetInt32();

    private static IEnumerable<string> Conditions(JsonArray parents) =>
        parents.SelectMany(entry => entry!["conditions"]!.AsArray()).Select(each => $"{each!["type"]} {each["status"]} {each["reason"]}");
}
