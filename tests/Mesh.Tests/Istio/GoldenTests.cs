using System.Collections.Immutable;
using CanaryMesh.Mesh.Actions;

namespace CanaryMesh.Mesh.Tests.Istio;

/// <summary>The objects that the analyzer writes do what they are written for.</summary>
public sealed class GoldenTests
{
    private const string Public = "istio-system/public";

    [Theory]
    [InlineData("mirror", "mesh", "GET shop/", "shop/0 shop-primary=100 shop-canary=0 +shop-canary@20 to /")]
    [InlineData("at-rest", "mesh", "GET shop/ | canary: true", "shop/0 shop-primary=100 shop-canary=0 to /")]
    [InlineData("adopted", "mesh", "GET shop/search", "shop/search search=1 to /search")]
    [InlineData("adopted", "mesh", "GET shop.web/basket | canary: true", "shop/1 shop-canary=1 to /basket")]
    [InlineData("adopted", "mesh", "GET shop.web.svc.cluster.local/basket/1", "shop/2 shop-primary=80 shop-canary=20 to /basket/1")]
    [InlineData("adopted", "mesh", "GET www.example.com/old", "shop/3 301 /")]
    [InlineData("adopted", Public, "GET shop.example.com/ | Canary: true", "shop/4 shop-canary=1 to /")]
    [InlineData("adopted", Public, "GET shop.example.com/ | canary: truest", "shop/5 shop-primary=80 shop-canary=20 to /")]
    [InlineData("adopted", Public, "GET shop/", "404")]
    [InlineData("adopted", "istio-system/other", "GET shop.example.com/", "404")]
    [InlineData("service", Public, "GET shop.example.com/shop/x", "shop/0 shop-primary=75 shop-canary=25 to shop.web//x")]
    [InlineData("service", Public, "GET shop.example.com/shop/x | x-internal: 1", "shop/0 shop-primary=75 shop-canary=25 to shop.web/shop/x")]
    [InlineData("service", Public, "POST shop.example.com/shop/x | x-internal: 1", "404")]
    [InlineData("service", "mesh", "GET store/", "404")]
    [InlineData("gateway-port", Public, "GET whatever.example.org/", "shop/0 shop-primary=60 shop-canary=40 to /")]
    [InlineData("gateway-port", "mesh", "GET shop/", "404")]
    [InlineData("document", "istio-system/footanalytics-gateway", "GET api.footanalytics.com/ | canary: true", "api-gateway/0 api-gateway-canary=1 to /")]
    [InlineData("document", "istio-system/footanalytics-gateway", "GET api.footanalytics.com/", "api-gateway/1 api-gateway-primary=90 api-gateway-canary=10 to /")]
    [InlineData("document", "mesh", "GET api-gateway/", "404")]
    [InlineData("tcp", "mesh", "GET store/", "404")]
    [InlineData("delegation", "mesh", "GET shop/", "404")]
    public void Route_OfAGoldenFile_TakesTheRequest(string file, string gateway, string request, string taken) =>
        Assert.Equal(taken, ChoiceText.Of(Choose(file, gateway, request)));

    [Theory]
    [InlineData("affinity", "GET shop/ | canary: true", "shop/0")]
    [InlineData("affinity", "GET shop/ | Cookie: side=abc123", "shop/1")]
    [InlineData("affinity", "GET shop/ | Cookie: a=b; side=abc123; c=d", "shop/1")]
    [InlineData("affinity", "GET shop/ | Cookie: a=b; kept=abc123-10", "shop/2")]
    [InlineData("affinity", "GET shop/ | Cookie: kept=abc123-5", "shop/3")]
    [InlineData("affinity", "GET shop/ | Cookie: side=abc1234", "shop/3")]
    [InlineData("affinity", "GET shop/ | Cookie: outside=abc123", "shop/3")]
    [InlineData("affinity", "GET shop/", "shop/3")]
    [InlineData("affinity-ended", "GET shop/ | Cookie: side=abc123", "shop/0")]
    [InlineData("affinity-ended", "GET shop/ | Cookie: side=def456", "shop/1")]
    public void Cookie_OfAGoldenFile_ChoosesTheRule(string file, string request, string rule) => Assert.Equal(rule, Choose(file, "mesh", request).Rule);

    [Theory]
    [InlineData("GET shop/a | x-tenant: one | x-beta: yes", "front", "shop/0")]
    [InlineData("GET shop/a | x-tenant: one | x-beta: yes", "back", "shop/1")]
    [InlineData("GET shop/b | x-beta: yes", "front", "shop/0")]
    [InlineData("GET shop/a | x-tenant: two | x-beta: yes", "front", "")]
    [InlineData("GET shop/b?try=newest&any= | x-tenant: one | user-agent: Mozilla Firefox/1.0", "", "shop/0")]
    [InlineData("GET shop/b?try=newest | x-tenant: one | user-agent: Mozilla Firefox/1.0", "", "shop/1")]
    [InlineData("GET shop/b?try=newest&any=1 | x-tenant: one | user-agent: Mozilla Firefox/1x0", "", "shop/1")]
    [InlineData("GET shop/b | Cookie: id=1; user=test-17", "", "shop/0")]
    [InlineData("GET shop/b | Cookie: user=test-17x", "", "shop/1")]
    public void AbTest_OfTheGoldenFile_ChoosesTheRule(string request, string app, string rule)
    {
        var asked = RequestLine.Read(request) with { Labels = ImmutableDictionary<string, string>.Empty.Add("app", app) };

        Assert.Equal(rule, View("ab").Choose(asked, "mesh").Rule);
    }

    [Fact]
    public void Delegate_OfTheGoldenFile_TakesWhatTheRootGivesIt()
    {
        var root = Objects.VirtualService("root", "{hosts: [shop.example.com], http: [{match: [{uri: {prefix: /shop}}], delegate: {name: shop, namespace: web}}]}");
        var view = MeshView.Of(GoldenFile.Read("delegation").With(root), "web", []);

        Assert.Equal("shop/0 shop-primary=60 shop-canary=40 to /shop/1", ChoiceText.Of(view.Choose(RequestLine.Read("GET shop.example.com/shop/1"), "mesh")));
        Assert.Equal("404", ChoiceText.Of(view.Choose(RequestLine.Read("GET shop.example.com/"), "mesh")));
    }

    [Fact]
    public void Answer_OfTheSideThatWasDrawn_CarriesItsCookie()
    {
        var forward = (RouteAction.Forward)Choose("affinity", "mesh", "GET shop/").Action;

        Assert.StartsWith("kept=abc123-10; Max-Age=30", forward.Targets[0].Response.Add["Set-Cookie"], StringComparison.Ordinal);
        Assert.StartsWith("side=abc123; Max-Age=600", forward.Targets[1].Response.Add["Set-Cookie"], StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_OfTheGoldenFile_CarriesTimeoutRetriesHeadersAndPort()
    {
        var forward = (RouteAction.Forward)Choose("service", Public, "GET shop.example.com/shop").Action;

        Assert.Equal(TimeSpan.FromSeconds(15), forward.Timeout);
        Assert.Equal((3, "gateway-error connect-failure"), (forward.Retry.Attempts, string.Join(' ', forward.Retry.On)));
        Assert.Equal(("mesh", "x-debug", "DENY"), (forward.Request.Add["x-via"], forward.Request.Remove[0], forward.Response.Set["x-frame-options"]));
        Assert.Equal(8080, ((RouteAction.Forward)Choose("gateway-port", Public, "GET a/").Action).Targets[0].Destination.Port);
    }

    [Fact]
    public void TrafficPolicy_OfTheDocument_GivesTheTlsMode() => Assert.Equal(
        "ISTIO_MUTUAL", View("document", "footanalytics").Resolve(new Destination("api-gateway-canary.footanalytics.svc.cluster.local", null), 80).TlsMode);

    private static RouteChoice Choose(string file, string gateway, string request) => View(file).Choose(RequestLine.Read(request), gateway);

    private static MeshView View(string file, string @namespace = "web") => MeshView.Of(GoldenFile.Read(file), @namespace, []);
}
