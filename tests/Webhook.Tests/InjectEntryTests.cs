using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Tests.Support;
using k8s;
using k8s.Models;

namespace CanaryMesh.Webhook.Tests;

public sealed class InjectEntryTests
{
    private readonly InjectEntry _entry = new(() => Some.Injection, new WebhookMetrics());

    public static TheoryData<string> Cases() =>
        [.. Directory.GetFiles(Folder, "*.pod.json").Select(file => Path.GetFileName(file).Replace(".pod.json", "", StringComparison.Ordinal)).Order()];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Inject_GoldenPod_GivesGoldenPatchAndResult(string name)
    {
        var pod = Some.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".pod.json")));
        var request = Some.Request("CREATE", pod);

        var patch = Patches.Of(request, await _entry.AnswerAsync(request, default));
        var result = Patches.Apply(pod, patch);

        await Golden.AssertAsync(name + ".patch.json", patch);
        await Golden.AssertAsync(name + ".result.json", result);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Inject_ItsOwnResult_ChangesNothing(string name)
    {
        var pod = Some.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".pod.json")));
        var once = await InjectedAsync(pod);

        var request = Some.Request("CREATE", once);

        Assert.Empty(Patches.Of(request, await _entry.AnswerAsync(request, default)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Inject_Result_HasNoFieldThatKubernetesDoesNotKnow(string name)
    {
        var result = await InjectedAsync(Some.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".pod.json"))));

        // The client's model has every field of the API; what it does not give back, the API server would have dropped without a word.
        var model = KubernetesJson.Deserialize<V1Pod>(result.ToJsonString());
        var back = JsonNode.Parse(KubernetesJson.Serialize(model))!;

        UnknownFields.AssertNone(result, back, "");
    }

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

    [Fact]
    public async Task Inject_AfterAnotherInjectorAddedContainers_Converges()
    {
        var once = await InjectedAsync(Some.Pod());
        ((JsonArray)once["spec"]!["containers"]!).Insert(0, Some.Parse("""{"name":"other","image":"other:1","ports":[{"name":"http","containerPort":9999}]}"""));
        ((JsonArray)once["spec"]!["initContainers"]!).Add(Some.Parse("""{"name":"late","image":"late:1","restartPolicy":"Always"}"""));
        ((JsonArray)once["spec"]!["initContainers"]![0]!["volumeMounts"]!).Add(Some.Parse("""{"name":"mesh","mountPath":"/mesh"}"""));

        var twice = await InjectedAsync(once);

        Patches.AssertSame(once, twice);
    }

    [Fact]
    public async Task Inject_WhenItsOwnContainerWasChanged_RenewsItInPlace()
    {
        var once = await InjectedAsync(Some.Pod());
        var changed = once.Copy(pod => pod["spec"]!["initContainers"]![0]!["image"] = "evil:1");

        Patches.AssertSame(once, await InjectedAsync(changed));
    }

    [Theory]
    [InlineData("host-network", """{"spec":{"hostNetwork":true}}""")]
    [InlineData("pod-of-job", """{"metadata":{"ownerReferences":[{"kind":"Job","name":"j"}]}}""")]
    [InlineData("windows-node", """{"spec":{"nodeSelector":{"kubernetes.io/os":"windows"}}}""")]
    [InlineData("already-injected", """{"spec":{"containers":[{"name":"app"},{"name":"canarymesh-proxy","image":"x"}]}}""")]
    [InlineData("no-plan", """{"metadata":{"annotations":null}}""")]
    [InlineData("plan-unreadable", """{"metadata":{"annotations":{"canary.footanalytics.io/plan":"{"}}}""")]
    [InlineData("no-ports", """{"metadata":{"annotations":{"canary.footanalytics.io/plan":"{\"v\":1,\"ports\":[]}"}}}""")]
    [InlineData("no-such-container", """{"spec":{"containers":[{"name":"renamed"}]}}""")]
    public async Task Inject_PodThatCannotBe_IsAdmittedUnchangedWithTheReason(string reason, string change)
    {
        var pod = Some.Pod().With(pod => Merge(pod, Some.Parse(change)));
        var request = Some.Request("CREATE", pod);

        var answer = await _entry.AnswerAsync(request, default);

        Assert.Equal(("skip", reason), (answer.Decision, answer.Reason));
        Assert.Empty(Patches.Of(request, answer));
        Assert.Equal(reason == "no-ports" ? 0 : 1, answer.Warnings.Count);
    }

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

    private static void Merge(JsonObject into, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is JsonObject inner && into[name] is JsonObject present)
            {
                Merge(present, inner);
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }
}
