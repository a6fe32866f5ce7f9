using CanaryMesh.Mesh.Watching;

namespace CanaryMesh.Mesh.Tests.Istio;

public sealed class EvaluationTests
{
    [Theory]
    [InlineData("{uri: {exact: /a}}", "GET shop/a", true)]
    [InlineData("{uri: {exact: /a}}", "GET shop/a?b=c", true)]
    [InlineData("{uri: {exact: /a}}", "GET shop/A", false)]
    [InlineData("{uri: {exact: /a}, ignoreUriCase: true}", "GET shop/A", true)]
    [InlineData("{uri: {prefix: /a}}", "GET shop/ab", true)]
    [InlineData("{uri: {regex: /a}}", "GET shop/ab", false)]
    [InlineData("{uri: {regex: '/a|/ab'}}", "GET shop/ab", true)]
    [InlineData("{uri: {regex: '/(?P<id>\\d+)'}}", "GET shop/17", true)]
    [InlineData("{method: {exact: GET}}", "POST shop/", false)]
    [InlineData("{scheme: {exact: https}}", "GET shop/", false)]
    [InlineData("{headers: {x-a: {exact: b}}}", "GET shop/ | X-A: b", true)]
    [InlineData("{headers: {x-a: {exact: b}}}", "GET shop/ | X-A: B", false)]
    [InlineData("{headers: {x-a: {prefix: b}}}", "GET shop/ | X-A: bc", true)]
    [InlineData("{headers: {x-a: {regex: b}}}", "GET shop/ | X-A: bc", false)]
    [InlineData("{headers: {x-a: {}}}", "GET shop/ | X-A: ", true)]
    [InlineData("{headers: {x-a: {}}}", "GET shop/", false)]
    [InlineData("{withoutHeaders: {x-a: {}}}", "GET shop/ | X-A: b", false)]
    [InlineData("{withoutHeaders: {x-a: {exact: c}}}", "GET shop/ | X-A: b", true)]
    [InlineData("{queryParams: {k: {exact: ''}}}", "GET shop/?k", true)]
    [InlineData("{queryParams: {k: {prefix: ab}}}", "GET shop/?k=abc", true)]
    [InlineData("{queryParams: {k: {exact: a}}}", "GET shop/?k=b&k=a", false)]
    [InlineData("{queryParams: {k: {exact: 'a b'}}}", "GET shop/?k=a%20b", false)]
    [InlineData("{port: 8080}", "GET shop:8080/", true)]
    [InlineData("{port: 8080}", "GET shop/", false)]
    [InlineData("{gateways: [mesh]}", "GET shop/", true)]
    [InlineData("{gateways: [other]}", "GET shop/", false)]
    [InlineData("{sourceNamespace: other}", "GET shop/", false)]
    [InlineData("{uri: {prefix: /a}, headers: {x-a: {exact: b}}}", "GET shop/a", false)]
    public void Condition_OfARule_Holds(string match, string request, bool holds)
    {
        var objects = ClusterObjects.Empty.With(Objects.VirtualService("shop", $"{{hosts: [shop], http: [{{match: [{match}], route: [{{destination: {{host: v1}}}}]}}]}}"));

        Assert.Equal(holds ? "shop/0" : "", Choose(objects, request));
    }

    [Theory]
    [InlineData("{http: [{route: [{destination: {host: a}, weight: 0}, {destination: {host: b}}]}]}")]
    [InlineData("{http: [{route: [{destination: {host: a}, weight: -1}, {destination: {host: b}, weight: 2}]}]}")]
    [InlineData("{http: [{route: [{destination: {host: a}, weight: '20'}, {destination: {host: b}, weight: 2}]}]}")]
    [InlineData("{http: [{route: [{destination: {host: a}, weight: 1.5}, {destination: {host: b}, weight: 2}]}]}")]
    [InlineData("{http: [{route: [{destination: {}}]}]}")]
    [InlineData("{http: [{route: [{weight: 1}]}]}")]
    [InlineData("{http: [{match: [{uri: {prefix: /x}}]}]}")]
    [InlineData("{http: [{route: [{destination: {host: a}}]}, {match: [{uri: {regex: '('}}], route: [{destination: {host: a}}]}]}")]
    [InlineData("{http: [{match: [{uri: {regex: '(?!x).*'}}], route: [{destination: {host: a}}]}]}")]
    [InlineData("{http: [{match: [{uri: {exact: /, prefix: /}}], route: [{destination: {host: a}}]}]}")]
    [InlineData("{http: [{match: [{headers: {x: {suffix: y}}}], route: [{destination: {host: a}}]}]}")]
    [InlineData("{http: [{timeout: soon, route: [{destination: {host: a}}]}]}")]
    public void Nonsense_OfAnyKind_LeadsNowhere(string spec)
    {
        var objects = ClusterObjects.Empty.With(Objects.VirtualService("shop", spec.Insert(1, "hosts: [shop], ")));

        Assert.Equal("404", ChoiceText.Of(MeshView.Of(objects, "web", []).Choose(RequestLine.Read("GET shop/"), "mesh")));
    }

    [Theory]
    [InlineData("{hosts: [shop]}", "GET shop/", "shop")]
    [InlineData("{hosts: [shop]}", "GET shop.web.svc/", "shop")]
    [InlineData("{hosts: [shop]}", "GET shop.other/", "")]
    [InlineData("{hosts: [shop.web]}", "GET shop/", "")]
    [InlineData("{hosts: ['*.example.com']}", "GET a.example.com/", "shop")]
    [InlineData("{hosts: ['*.example.com']}", "GET example.com/", "")]
    [InlineData("{hosts: [Shop.Example.com]}", "GET shop.example.com/", "shop")]
    [InlineData("{hosts: ['*']}", "GET shop/", "")]
    [InlineData("{hosts: [shop], gateways: [istio-system/public]}", "GET shop/", "")]
    [InlineData("{hosts: [shop], exportTo: [other]}", "GET shop/", "")]
    [InlineData("{hosts: [shop], exportTo: ['.']}", "GET shop/", "shop")]
    public void Host_InTheMesh_IsFound(string spec, string request, string route)
    {
        var objects = ClusterObjects.Empty.With(Objects.VirtualService("shop", spec.Insert(1, "http: [{name: all, route: [{destination: {host: v1}}]}], ")));

        Assert.Equal(route.Length == 0 ? "" : $"{route}/all", Choose(objects, request));
    }

    [Theory]
    [InlineData("mesh", "GET a.example.com/old", "older/0")]
    [InlineData("mesh", "GET a.example.com/new", "")]
    [InlineData("web/public", "GET a.example.com/new", "newer/0")]
    [InlineData("web/public", "GET b.example.com/new", "wild/0")]
    [InlineData("mesh", "GET b.example.com/", "wild/0")]
    public void Objects_WithOneHost_FollowTheirAge(string gateway, string request, string rule)
    {
        var objects = ClusterObjects.Empty
            .With(Objects.VirtualService("newer", Both("a.example.com", "/new"), "2026-02-01T00:00:00Z"))
            .With(Objects.VirtualService("older", Both("a.example.com", "/old")))
            .With(Objects.VirtualService("wild", Both("'*.example.com'", "/")));

        Assert.Equal(rule, MeshView.Of(objects, "web", []).Choose(RequestLine.Read(request), gateway).Rule);
    }

    [Theory]
    [InlineData("{prefix: /a}", "/b", "/a/x", "/b/x")]
    [InlineData("{prefix: /a/}", "/", "/a/x", "/x")]
    [InlineData("{prefix: /a}", "/", "/a/x", "//x")]
    [InlineData("{exact: /a}", "/b", "/a", "/b")]
    [InlineData("{regex: '/a/.*'}", "/b", "/a/x", "/b")]
    [InlineData("{prefix: /}", "/v2", "/x", "/v2x")]
    public void Rewrite_OfAMatch_IsTextForText(string uri, string rewrite, string path, string becomes)
    {
        var objects = ClusterObjects.Empty.With(Objects.VirtualService(
            "shop", $"{{hosts: [shop], http: [{{match: [{{uri: {uri}}}], rewrite: {{uri: {rewrite}}}, route: [{{destination: {{host: v1}}}}]}}]}}"));

        Assert.Equal(becomes, MeshView.Of(objects, "web", []).Choose(RequestLine.Read("GET shop" + path), "mesh").Path);
    }

    private static string Both(string host, string prefix) =>
        $"{{hosts: [{host}], gateways: [mesh, public], http: [{{match: [{{uri: {{prefix: {prefix}}}}}], route: [{{destination: {{host: v1}}}}]}}]}}";

    private static string Choose(ClusterObjects objects, string request) => MeshView.Of(objects, "web", []).Choose(RequestLine.Read(request), "mesh").Rule;
}
