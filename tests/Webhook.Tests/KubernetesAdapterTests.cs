using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Certs;
using CanaryMesh.Webhook.Checking.Routes;
using CanaryMesh.Webhook.Kubernetes;
using CanaryMesh.Webhook.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Webhook.Tests;

public sealed class KubernetesAdapterTests : IAsyncLifetime
{
    private const string Admission = "/apis/admissionregistration.k8s.io/v1/";
    private FakeApi _api = null!;

    public async Task InitializeAsync() => _api = await FakeApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task CaStore_CreatesReadsAndReplacesByVersion()
    {
        var store = new KubernetesCaStore(_api.Client, "canarymesh-system");
        var material = new CaMaterial("certificate", "key", "next", "next key");

        Assert.Null(await store.ReadAsync(default));
        Assert.True(await store.TryCreateAsync(material, default));
        Assert.False(await store.TryCreateAsync(material, default));
        var stored = (await store.ReadAsync(default))!;
        Assert.Equal(material, stored.Material);
        Assert.True(await store.TryReplaceAsync(new("other", "key"), stored.Version, default));
        Assert.False(await store.TryReplaceAsync(material, stored.Version, default));
        Assert.Equal(new CaMaterial("other", "key"), (await store.ReadAsync(default))!.Material);
    }

    [Fact]
    public async Task TrustStore_WritesOnlyWhatDiffersAndMendsWhatWasEmptied()
    {
        PutConfigurations("");
        var store = new KubernetesTrustStore(_api.Client);

        var found = await store.EnsureAsync("bundle", default);

        Assert.Equal(4, found.Count);
        Assert.All(found.Values, bundle => Assert.Equal("bundle", bundle));
        Assert.Equal(3, _api.Requests.Count(request => request.StartsWith("PATCH", StringComparison.Ordinal)));
        _api.Requests.Clear();
        await store.EnsureAsync("bundle", default);
        Assert.DoesNotContain(_api.Requests, request => request.StartsWith("PATCH", StringComparison.Ordinal));
        PutConfigurations(Convert.ToBase64String(Encoding.UTF8.GetBytes("old")));
        Assert.All((await store.EnsureAsync("bundle", default)).Values, bundle => Assert.Equal("bundle", bundle));
    }

    [Fact]
    public async Task Bundles_ThatSomebodyElseWrites_AreOnlyRead()
    {
        PutConfigurations(Convert.ToBase64String(Encoding.UTF8.GetBytes("theirs")));
        var store = new KubernetesTrustStore(_api.Client, writes: false);

        var found = await store.EnsureAsync("bundle", default);

        Assert.All(found.Values, bundle => Assert.Equal("theirs", bundle));
        Assert.All(_api.Requests, request => Assert.StartsWith("GET", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Services_AreRawObjectsOrNullWhenTheyCannotBeRead()
    {
        _api.Put("/api/v1/namespaces/shop/services", """
            {"kind":"ServiceList","metadata":{},"items":[{"metadata":{"name":"web"},"spec":{"ports":[{"port":80,"targetPort":"http"},{"port":81,"targetPort":8081}]}}]}
            """);
        var source = new KubernetesServices(_api.Client, NullLogger<KubernetesServices>.Instance);

        var service = Assert.Single((await source.ListAsync("shop", default))!);

        Assert.Equal("""["http",8081]""", $"[{service["spec"]!["ports"]![0]!["targetPort"]!.ToJsonString()},{service["spec"]!["ports"]![1]!["targetPort"]!.ToJsonString()}]");
        _api.Fails = _ => 503;
        Assert.Null(await source.ListAsync("shop", default));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Policies_ThatCannotBeRead_AreNullAndNotNone(int fault)
    {
        _api.Put("/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies", """{"kind":"NetworkPolicyList","metadata":{},"items":[{"metadata":{"name":"front"},"spec":{"podSelector":{}}}]}""");
        var source = new KubernetesPolicies(_api.Client, NullLogger<KubernetesPolicies>.Instance);

        Assert.Equal("front", (string?)Assert.Single((await source.ListAsync("shop", default))!)["metadata"]!["name"]);
        _api.Fails = _ => fault;
        Assert.Null(await source.ListAsync("shop", default));
    }

    [Fact]
    public async Task Services_OfALargeNamespace_AreReadPageByPage()
    {
        _api.Pages = next => next switch
        {
            null => """{"kind":"ServiceList","metadata":{"continue":"a&b=/"},"items":[{"metadata":{"name":"one"}}]}""",
            "a&b=/" => """{"kind":"ServiceList","metadata":{"continue":"c"},"items":[{"metadata":{"name":"two"}}]}""",
            _ => """{"kind":"ServiceList","metadata":{"continue":""},"items":[{"metadata":{"name":"three"}}]}""",
        };
        var source = new KubernetesServices(_api.Client, NullLogger<KubernetesServices>.Instance);

        Assert.Equal(["one", "two", "three"], (await source.ListAsync("shop", default))!.Select(each => (string?)each["metadata"]!["name"]));
        _api.Fails = request => request.Query.ContainsKey("continue") ? 410 : null;
        Assert.Null(await source.ListAsync("shop", default));
    }

    [Fact]
    public async Task ProgressCondition_IsRemovedByAStrategicPatchOfTheStatus()
    {
        var condition = new KubernetesProgressCondition(_api.Client, NullLogger<KubernetesProgressCondition>.Instance);
        _api.Fails = _ => 200;

        Assert.True(await condition.RemoveAsync("shop", "web", default));
        Assert.Equal("PATCH /apis/apps/v1/namespaces/shop/deployments/web/status application/strategic-merge-patch+json", Assert.Single(_api.Requests));
        _api.Fails = _ => 403;
        Assert.False(await condition.RemoveAsync("shop", "web", default));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task TargetAccess_AsksOnBehalfOfTheUser(string allowed, bool expected)
    {
        string? asked = null;
        _api.Answers["/apis/authorization.k8s.io/v1/subjectaccessreviews"] = body =>
        {
            asked = body;
            return $$$"""{"spec":{},"status":{"allowed":{{{allowed}}}}}""";
        };
        var user = Some.Parse("""{"username":"jane","groups":["team"],"extra":{"scopes":["a","b"]}}""");

        Assert.Equal(expected, await new KubernetesTargetAccess(_api.Client).MayUpdateAsync(user, "shop", "web", default));

        Patches.AssertSame(
            Some.Parse("""
                {"user":"jane","groups":["team"],"extra":{"scopes":["a","b"]},
                 "resourceAttributes":{"group":"apps","resource":"deployments","name":"web","namespace":"shop","verb":"update"}}
                """),
            Some.Parse(asked!)["spec"]);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("create", false)]
    [InlineData("update", false)]
    public async Task TargetAccess_ToAService_IsTheRightToCreateAndToUpdate(string missing, bool expected)
    {
        var asked = new List<string>();
        _api.Answers["/apis/authorization.k8s.io/v1/subjectaccessreviews"] = body =>
        {
            var what = Some.Parse(body)["spec"]!["resourceAttributes"]!;
            asked.Add($"{what["verb"]} {what["namespace"]}/{what["resource"]}/{what["name"]}");
            return new JsonObject { ["spec"] = new JsonObject(), ["status"] = new JsonObject { ["allowed"] = (string?)what["verb"] != missing } }.ToJsonString();
        };

        Assert.Equal(expected, await new KubernetesTargetAccess(_api.Client).MayWriteServiceAsync(Some.Parse("""{"username":"jane"}"""), "shop", "web", default));

        Assert.Equal(missing == "create" ? ["create shop/services/"] : ["create shop/services/", "update shop/services/web"], asked);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("create", false)]
    [InlineData("update", false)]
    public async Task TargetAccess_ToARoute_IsTheRightToCreateAndToUpdateIt(string missing, bool expected)
    {
        var asked = new List<string>();
        _api.Answers["/apis/authorization.k8s.io/v1/subjectaccessreviews"] = body =>
        {
            var what = Some.Parse(body)["spec"]!["resourceAttributes"]!;
            asked.Add($"{what["verb"]} {what["group"]}/{what["resource"]} {what["namespace"]}/{what["name"]}");
            return new JsonObject { ["spec"] = new JsonObject(), ["status"] = new JsonObject { ["allowed"] = (string?)what["verb"] != missing } }.ToJsonString();
        };
        var route = new RouteRight("networking.istio.io", "virtualservices", "VirtualService", "web");

        Assert.Equal(expected, await new KubernetesTargetAccess(_api.Client).MayWriteRouteAsync(Some.Parse("""{"username":"jane"}"""), "shop", route, default));

        const string Create = "create networking.istio.io/virtualservices shop/";
        Assert.Equal(missing == "create" ? [Create] : [Create, "update networking.istio.io/virtualservices shop/web"], asked);
    }

    private void PutConfigurations(string bundle)
    {
        var given = bundle.Length == 0 ? "" : $",\"caBundle\":\"{bundle}\"";
        string Webhook(string name) => $$$"""{"name":"{{{name}}}.canary.footanalytics.io","clientConfig":{"service":{"name":"w","namespace":"n"}{{{given}}}}}""";
        _api.Put(Admission + "mutatingwebhookconfigurations/canarymesh", $$"""{"metadata":{"name":"canarymesh"},"webhooks":[{{Webhook("inject")}}]}""");
        _api.Put(Admission + "mutatingwebhookconfigurations/zz-canarymesh", $$"""{"metadata":{"name":"zz-canarymesh"},"webhooks":[{{Webhook("onboard")}},{{Webhook("hold")}}]}""");
        _api.Put(Admission + "validatingwebhookconfigurations/canarymesh", $$"""{"metadata":{"name":"canarymesh"},"webhooks":[{{Webhook("check")}}]}""");
    }
}
