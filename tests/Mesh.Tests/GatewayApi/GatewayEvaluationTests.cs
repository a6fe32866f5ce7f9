using System.Text.Json.Nodes;
using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.GatewayApi;
using CanaryMesh.Mesh.Tests.Services;

namespace CanaryMesh.Mesh.Tests.GatewayApi;

public sealed class GatewayEvaluationTests
{
    private const string Backend = "backendRefs: [{name: shop, port: 80}]";

    [Theory]
    [InlineData("{}", "GET shop/any", true)]
    [InlineData("{path: {value: /a}}", "GET shop/a/b", true)]
    [InlineData("{path: {value: /a/}}", "GET shop/a", true)]
    [InlineData("{path: {value: /a}}", "GET shop/ab", false)]
    [InlineData("{path: {type: Exact, value: /a}}", "GET shop/a/", false)]
    [InlineData("{path: {type: RegularExpression, value: '/a.'}}", "GET shop/ab", true)]
    [InlineData("{path: {type: RegularExpression, value: '/a.'}}", "GET shop/abc", false)]
    [InlineData("{method: POST}", "GET shop/", false)]
    [InlineData("{headers: [{name: X-A, value: b}]}", "GET shop/ | x-a: b", true)]
    [InlineData("{headers: [{name: X-A, value: b}]}", "GET shop/ | x-a: bc", false)]
    [InlineData("{headers: [{name: Cookie, type: RegularExpression, value: '(.*;\\s*)?side=1(;.*)?'}]}", "GET shop/ | cookie: a=b; side=1", true)]
    [InlineData("{headers: [{name: a, value: '1'}, {name: A, value: '2'}]}", "GET shop/ | a: 1", true)]
    [InlineData("{queryParams: [{name: q, value: a}]}", "GET shop/?q=a", true)]
    [InlineData("{queryParams: [{name: q, value: a}]}", "GET shop/?Q=a", false)]
    public void Match_OfARule_Holds(string match, string request, bool holds) =>
        Assert.Equal(holds ? "shop/0" : "", Choose($"{{rules: [{{matches: [{match}], {Backend}}}]}}", request).Rule);

    [Theory]
    [InlineData("GET shop/a/b", "shop/exact")]
    [InlineData("GET shop/a/b/c", "shop/longer")]
    [InlineData("GET shop/a/x", "shop/prefix")]
    [InlineData("GET shop/a/x | x-a: b", "shop/header")]
    [InlineData("POST shop/a/x | x-a: b", "shop/method")]
    [InlineData("GET shop/", "shop/rest")]
    public void Rules_OfARoute_AreTakenByWhatTheyAsk(string request, string rule) => Assert.Equal(rule, Choose($$"""
        rules:
          - {name: rest, {{Backend}} }
          - {name: prefix, matches: [{path: {value: /a} }], {{Backend}} }
          - {name: header, matches: [{path: {value: /a}, headers: [{name: x-a, value: b}]}], {{Backend}} }
          - {name: method, matches: [{path: {value: /a}, method: POST}], {{Backend}} }
          - {name: longer, matches: [{path: {value: /a/b} }], {{Backend}} }
          - {name: exact, matches: [{path: {type: Exact, value: /a/b} }], {{Backend}} }
        """, request).Rule);

    [Theory]
    [InlineData("{rules: [{backendRefs: [{name: shop-primary, port: 80, weight: 80}, {name: shop-canary, port: 80, weight: 20}]}]}", "shop/0 shop-primary=80 shop-canary=20 to /a")]
    [InlineData("{rules: [{backendRefs: [{name: shop-primary, port: 80}]}]}", "shop/0 shop-primary=1 to /a")]
    [InlineData("{rules: [{backendRefs: [{name: shop, port: 80, weight: 0}]}]}", "shop/0 500")]
    [InlineData("{rules: [{matches: [{path: {value: /a}}]}]}", "shop/0 500")]
    [InlineData("{rules: [{matches: [{path: {type: Prefix, value: /a}}], backendRefs: [{name: shop, port: 80}]}]}", "shop 500")]
    [InlineData("{rules: [{filters: [{type: ExtensionRef}], backendRefs: [{name: shop, port: 80}]}]}", "shop/0 500")]
    [InlineData("{rules: [{filters: [{type: RequestRedirect, requestRedirect: {hostname: b, statusCode: 301}}]}]}", "shop/0 301 b/a")]
    [InlineData("{rules: [{filters: [{type: URLRewrite, urlRewrite: {hostname: b, path: {type: ReplacePrefixMatch, replacePrefixMatch: /c}}}], backendRefs: [{name: shop, port: 80}]}]}", "shop/0 shop=1 to b/c/a")]
    [InlineData("{rules: [{filters: [{type: RequestMirror, requestMirror: {backendRef: {name: shop-canary, port: 80}, percent: 20}}], backendRefs: [{name: shop, port: 80}]}]}", "shop/0 shop=1 +shop-canary@20 to /a")]
    [InlineData("{rules: [{filters: [{type: RequestMirror, requestMirror: {backendRef: {name: shop-canary, port: 80}, fraction: {numerator: 1, denominator: 8}}}], backendRefs: [{name: shop, port: 80}]}]}", "shop/0 shop=1 +shop-canary@12.5 to /a")]
    public void Rule_OfARoute_Acts(string spec, string action) => Assert.Equal(action, ChoiceText.Of(Choose(spec, "GET shop/a")));

    [Theory]
    [InlineData("{name: absent, port: 80}")]
    [InlineData("{name: shop}")]
    [InlineData("{name: shop, port: 80, namespace: other}")]
    [InlineData("{name: shop, port: 80, kind: Pod}")]
    [InlineData("{name: shop, port: 80, filters: [{type: URLRewrite}]}")]
    public void Backend_ThatIsNone_AnswersItsShareWithErrors(string backend)
    {
        var forward = (RouteAction.Forward)Choose($"{{rules: [{{backendRefs: [{backend}]}}]}}", "GET shop/a").Action;

        Assert.Equal(500, forward.Targets[0].Destination.AnsweredWith);
    }

    [Fact]
    public void Filters_OfABackend_AreItsOwn()
    {
        var forward = (RouteAction.Forward)Choose("""
            rules:
              - backendRefs:
                  - {name: shop-primary, port: 80, weight: 1}
                  - name: shop-canary
                    port: 80
                    weight: 1
                    filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {add: [{name: Set-Cookie, value: side=1}]}}]
                timeouts: {request: 10s, backendRequest: 500ms}
            """, "GET shop/a").Action;

        Assert.Equal((0, "side=1"), (forward.Targets[0].Response.Add.Count, forward.Targets[1].Response.Add["set-cookie"]));
        Assert.Equal(TimeSpan.FromMilliseconds(500), forward.Timeout);
    }

    [Theory]
    [InlineData("web/public", "GET a.example.com/", "exact/0")]
    [InlineData("web/public", "GET b.example.com/", "wild/0")]
    [InlineData("web/public", "GET example.org/", "any/0")]
    [InlineData("web/other", "GET example.org/", "")]
    public void Route_OfTheClosestHostname_Takes(string gateway, string request, string rule)
    {
        AcceptedRoute[] routes = [Accepted("any", "{}"), Accepted("wild", "{hostnames: ['*.example.com']}"), Accepted("exact", "{hostnames: [a.example.com]}")];

        Assert.Equal(rule, MeshView.Of(ShopObjects.With(1, 2), "web", routes).Choose(RequestLine.Read(request), gateway).Rule);
    }

    private static AcceptedRoute Accepted(string name, string spec)
    {
        var route = Objects.HttpRoute(name, spec);
        route["spec"]!["rules"] = new JsonArray(JsonNode.Parse("""{"backendRefs":[{"name":"shop","port":80}]}"""));
        return new AcceptedRoute(Objects.Of(route), ["web/public"]);
    }

    private static RouteChoice Choose(string spec, string request) =>
        MeshView.Of(ShopObjects.With(1, 2), "web", [new AcceptedRoute(Objects.Of(Objects.HttpRoute("shop", spec)), ["web/public"])]).Choose(RequestLine.Read(request), "web/public");
}
