using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cluster;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>What the API server's own admission says of injected pods.</summary>
public sealed class PodSecurityLimitRangeQuotaQosTests : IAsyncLifetime
{
    private static readonly GroupResource Pods = new("", "pods");
    private static readonly Identity Admin = new("admin", ["system:masters"]);
    private readonly InjectEntry _entry = new(() => Some.Injection, new WebhookMetrics());
    private ClusterServer _server = null!;

    public async Task InitializeAsync() => _server = await ClusterServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task PodSecurity_OfTheRestrictedLevel_TakesAnInjectedPodOfARestrictedApp()
    {
        await _server.InstallAsync("""
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: restricted}}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: web, namespace: shop}
            """);
        var pod = await InjectedAsync(Restricted());
        var careless = pod.Copy(each => Proxy(each)["securityContext"]!["allowPrivilegeEscalation"] = true);

        await CreateAsync(pod);
        await Assert.ThrowsAsync<ApiException>(() => CreateAsync(careless));
    }

    [Fact]
    public async Task LimitRange_WithDefaultsBelowOurs_LeavesRequestsAndMemoryOfTheProxy()
    {
        await InstallInShopAsync("""
            apiVersion: v1
            kind: LimitRange
            metadata: {name: small, namespace: shop}
            spec:
              limits:
                - {type: Container, default: {memory: 32Mi}, defaultRequest: {cpu: 10m, memory: 16Mi}}
            """);

        var made = await CreateAsync(await InjectedAsync(Some.Pod()));

        Assert.Equal("32Mi", made.Objects("spec", "containers").Single(each => each.Text("name") == "app").Text("resources", "limits", "memory"));
        Assert.Equal(("50m", "64Mi", "192Mi"), (
            Proxy(made).Text("resources", "requests", "cpu"), Proxy(made).Text("resources", "requests", "memory"), Proxy(made).Text("resources", "limits", "memory")));
    }

    [Theory]
    [InlineData("150m", true)]
    [InlineData("149m", false)]
    public async Task Quota_OfTheNamespace_CountsAppAndProxy(string hard, bool fits)
    {
        await InstallInShopAsync($$"""
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: small, namespace: shop}
            spec:
              hard:
                requests.cpu: {{hard}}
            """);
        var pod = await InjectedAsync(Some.Pod().With(each => App(each)["resources"] = Some.Parse("""{"requests":{"cpu":"100m"}}""")));

        await CountedAsync();
        var failure = await Record.ExceptionAsync(() => CreateAsync(pod));

        Assert.Equal(fits, failure is null);
        Assert.True(failure is null or ApiException { Code: 403 }, failure?.ToString());
    }

    [Fact]
    public async Task Qos_OfAGuaranteedPod_StaysGuaranteed()
    {
        var pod = await InjectedAsync(Some.Pod().With(each => App(each)["resources"] = Some.Parse("""{"requests":{"cpu":"1","memory":"1Gi"},"limits":{"cpu":"1","memory":"1Gi"}}""")));

        Assert.All(PodView.Containers(pod), each => Assert.True(
            each.At("resources", "limits") is JsonObject { Count: 2 } limits && JsonNode.DeepEquals(limits, each.At("resources", "requests")), each.ToJsonString()));
    }

    [Fact]
    public async Task Qos_OfAnyOtherPod_HasRequestsForAutoscalersToDivideBy()
    {
        var pod = await InjectedAsync(Some.Pod());

        Assert.NotNull(Proxy(pod).Text("resources", "requests", "cpu"));
        Assert.NotNull(Proxy(pod).Text("resources", "requests", "memory"));
        Assert.Null(Proxy(pod).Text("resources", "limits", "cpu"));
    }

    private static JsonObject Restricted() => Some.Pod().With(pod =>
    {
        pod["spec"]!["securityContext"] = Some.Parse("""{"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"}}""");
        App(pod)["securityContext"] = Some.Parse("""{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}""");
    });

    private static JsonNode App(JsonObject pod) => pod["spec"]!["containers"]![0]!;

    private static JsonObject Proxy(JsonObject pod) => PodView.Containers(pod).Single(each => each.Text("name") == "canarymesh-proxy");

    // Until its controller has counted, a quota bounds nothing; this server has none.
    private async Task CountedAsync()
    {
        var quotas = new GroupResource("", "resourcequotas");
        var quota = _server.Api.Get(quotas, "shop", "small")!.Copy(each => each["status"] = new JsonObject
        {
            ["hard"] = each["spec"]!["hard"]!.DeepClone(),
            ["used"] = new JsonObject { ["requests.cpu"] = "0" },
        });
        await _server.Api.UpdateAsync(quotas, quota, "status", Admin, default);
    }

    private async Task InstallInShopAsync(string limits) => await _server.InstallAsync("""
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: web, namespace: shop}
        ---

        """ + limits);

    private async Task<JsonObject> InjectedAsync(JsonObject pod)
    {
        var request = Some.Request("CREATE", pod);
        return Patches.Result(request, await _entry.AnswerAsync(request, default));
    }

    private Task<JsonObject> CreateAsync(JsonObject pod) => _server.Api.CreateAsync(Pods, "shop", pod.Copy(each => each["spec"]!["serviceAccountName"] = "web"), Admin, default);
}
