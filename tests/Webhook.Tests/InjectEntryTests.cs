using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class InjectEntryTests
{
    private readonly InjectEntry _entry = new(() => Some.Injection, new WebhookMetrics());

    [Fact]
    public async Task Inject_DrainHook_SaysWhatTheProxyWasTold_AndEachWorkloadAnother()
    {
        var (web, shop) = (await InjectedAsync(Some.Pod()), await InjectedAsync(Some.Pod().With(pod => pod["metadata"]!["generateName"] = "shop-5d8f-")));

        Assert.Equal("/drain/" + TokenOf(web), HookOf(web));
        Assert.Equal("/drain/" + TokenOf(shop), HookOf(shop));
        Assert.NotEqual(TokenOf(web), TokenOf(shop));
    }

    [Fact]
    public void DrainToken_OfAnotherKey_IsAnother() =>
        Assert.NotEqual(DrainToken.Of(Some.Pod(), "one"u8.ToArray()), DrainToken.Of(Some.Pod(), "two"u8.ToArray()));

    [Theory]
    [InlineData("512Mi", null, "512Mi")]
    [InlineData("1Gi", "256Mi", "1Gi")]
    [InlineData("64Mi", "256Mi", "256Mi")]
    [InlineData(null, null, "192Mi")]
    public async Task Inject_RequestAboveTheLimit_RaisesTheLimit(string? request, string? limit, string expected)
    {
        var pod = await InjectedAsync(Some.Pod().With(each =>
        {
            each.Annotate("proxy-memory-request", request);
            each.Annotate("proxy-memory-limit", limit);
        }));

        var proxy = pod.Objects("spec", "initContainers").Concat(pod.Objects("spec", "containers")).Single(each => each.Text("name") == "canarymesh-proxy");
        Assert.Equal(expected, proxy.Text("resources", "limits", "memory"));
    }

    [Fact]
    public async Task Inject_WithoutControlAddress_IsAFaultOfOurs()
    {
        var entry = new InjectEntry(() => null, new WebhookMetrics());

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await entry.AnswerAsync(Some.Request("CREATE", Some.Pod()), default));
    }

    private static JsonObject ProxyOf(JsonObject pod) => pod.Objects("spec", "initContainers").Single(each => each.Text("name") == "canarymesh-proxy");

    private static string? TokenOf(JsonObject pod) => ProxyOf(pod).Objects("env").Single(each => each.Text("name") == ProxyEnvironment.DrainToken).Text("value");

    private static string? HookOf(JsonObject pod) => ProxyOf(pod).Text("lifecycle", "preStop", "httpGet", "path");

    private async Task<JsonObject> InjectedAsync(JsonObject pod)
    {
        var request = Some.Request("CREATE", pod);
        return Patches.Result(request, await _entry.AnswerAsync(request, default));
    }
}
