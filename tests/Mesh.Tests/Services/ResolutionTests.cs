using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Services;
using CanaryMesh.Mesh.Watching;

namespace CanaryMesh.Mesh.Tests.Services;

public sealed class ResolutionTests
{
    private static readonly ClusterObjects Shop = ShopObjects.With(1001, 1002);

    [Fact]
    public void Destination_OfAPod_KnowsItsWorkload()
    {
        var resolution = Resolve(Shop, new Destination("shop-canary.web.svc.cluster.local", 80));

        Assert.Null(resolution.Fault);
        var endpoint = Assert.Single(resolution.Endpoints);
        Assert.Equal(("127.0.0.1", 1002, "shop-canary-a1-x", "shop-canary", "web"), (endpoint.Address, endpoint.Port, endpoint.Pod, endpoint.Workload, endpoint.Namespace));
    }

    [Theory]
    [InlineData("{ready: true}", true)]
    [InlineData("{}", true)]
    [InlineData("{ready: false}", false)]
    [InlineData("{ready: true, terminating: true}", false)]
    public void Endpoint_ByItsConditions_IsUsed(string conditions, bool used) =>
        Assert.Equal(used, Resolve(Shop.Add(ShopObjects.Service("shop-canary", "shop-canary", 1002, conditions)), Canary).Fault is null);

    [Fact]
    public void Endpoint_OfAPodThatIsLeaving_IsNotUsed()
    {
        var objects = Shop.Add(ShopObjects.Pod("shop-canary", ", deletionTimestamp: '2026-01-01T00:00:00Z'"));

        Assert.Equal("no pod of shop-canary.web.svc.cluster.local is ready", Resolve(objects, Canary).Fault);
    }

    [Theory]
    [InlineData("absent.web.svc.cluster.local", 80)]
    [InlineData("shop-canary.other.svc.cluster.local", 80)]
    [InlineData("shop-canary.web", 80)]
    [InlineData("shop-canary.web.svc.cluster.local", 82)]
    [InlineData("shop-canary.web.svc.cluster.local", 81)]
    public void Destination_ThatIsNot_HasNoPods(string host, int port)
    {
        var resolution = Resolve(Shop, new Destination(host, port));

        Assert.Equal((true, 503), (resolution.Fault is not null, resolution.FaultStatus));
    }

    [Theory]
    [InlineData(null, 80, true)]
    [InlineData(null, 8080, false)]
    [InlineData(80, 8080, true)]
    public void Port_ThatIsNotNamed_IsTheOneEntered(int? named, int entered, bool found) =>
        Assert.Equal(found, MeshView.Of(Shop, "web", []).Resolve(Canary with { Port = named }, entered).Fault is null);

    [Theory]
    [InlineData("{host: shop-canary, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}", "ISTIO_MUTUAL")]
    [InlineData("{host: shop-canary.web.svc.cluster.local, trafficPolicy: {tls: {mode: SIMPLE}}}", "SIMPLE")]
    [InlineData("{host: shop-primary, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}", "")]
    [InlineData("{host: shop-canary, trafficPolicy: {tls: ISTIO_MUTUAL}}", "")]
    [InlineData("{host: '*.web.svc.cluster.local', trafficPolicy: {tls: {mode: DISABLE}}}", "DISABLE")]
    [InlineData("{host: shop-canary}", "")]
    public void TlsMode_OfADestination_IsItsRules(string spec, string mode) => Assert.Equal(mode, Resolve(Shop.Add(Rule(spec)), Canary).TlsMode);

    [Theory]
    [InlineData("v1", true)]
    [InlineData("v2", false)]
    [InlineData("v3", false)]
    public void Subset_OfADestination_IsItsPods(string subset, bool found)
    {
        var objects = Shop.Add(Rule("{host: shop-canary, subsets: [{name: v1, labels: {app: shop-canary}}, {name: v2, labels: {app: other}}]}"));

        Assert.Equal(found, Resolve(objects, Canary with { Subset = subset }).Fault is null);
    }

    [Theory]
    [InlineData("GET shop/x", "service/shop shop=1 to /x")]
    [InlineData("GET 10.0.0.12/x", "service/shop-primary shop-primary=1 to /x")]
    [InlineData("GET shop.web/x", "service/shop shop=1 to /x")]
    [InlineData("GET nothing/x", "404")]
    public void Host_WithoutARoute_IsItsService(string request, string choice) =>
        Assert.Equal(choice, ChoiceText.Of(MeshView.Of(Shop, "web", []).Choose(RequestLine.Read(request), "mesh")));

    private static Destination Canary { get; } = new("shop-canary.web.svc.cluster.local", null);

    private static string Rule(string spec) => $"kind: DestinationRule\nmetadata: {{name: canary, namespace: web}}\nspec: {spec}\n";

    private static Resolution Resolve(ClusterObjects objects, Destination destination) => MeshView.Of(objects, "web", []).Resolve(destination, 80);
}
