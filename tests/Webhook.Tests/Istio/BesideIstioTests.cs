using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests.Istio;

/// <summary>A pod that both injectors come to, in the order of their configurations, and again where the policy says so.</summary>
public sealed class BesideIstioTests
{
    private readonly InjectEntry _entry = new(() => Some.Injection, new WebhookMetrics());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Inject_CalledAgainAfterIstio_Settles(bool native)
    {
        var istio = new IstioInjector(native);
        var once = await OursAsync(istio.Inject(await OursAsync(Some.Pod())));

        Patches.AssertSame(once, await OursAsync(once));
        // Its policy may be IfNeeded as well; of what it sends to its agent only ours comes back.
        Patches.AssertSame(once, await OursAsync(istio.Inject(once)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Inject_BeforeIstio_PutsOurPortsIntoItsRules(bool native)
    {
        var pod = new IstioInjector(native).Inject(await OursAsync(Some.Pod()));

        Assert.Equal(("15090,15021,14070,15020", "*", "14010,14180"), Rules(pod));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Inject_AfterIstio_PutsOurPortsIntoTheRulesThatAreThere(bool native)
    {
        var pod = await OursAsync(new IstioInjector(native).Inject(Some.Pod()));

        Assert.Equal(("15090,15021,15020,14070", "*", "14010,14180"), Rules(pod));
        Patches.AssertSame(pod, await OursAsync(pod));
    }

    [Theory]
    [InlineData(true, "istio-init istio-proxy migrate canarymesh-proxy", "app")]
    [InlineData(false, "migrate canarymesh-proxy istio-init", "app istio-proxy")]
    public async Task Inject_BeforeIstio_StartsBehindItsNativeSidecarAndBeforeItsRulesElse(bool native, string first, string then)
    {
        var migrated = Some.Pod().With(pod => pod["spec"]!["initContainers"] = new JsonArray(Some.Parse("""{"name":"migrate","image":"m:1"}""")));

        var pod = await OursAsync(new IstioInjector(native).Inject(await OursAsync(migrated)));

        Assert.Equal((first, then), (Names(pod, "initContainers"), Names(pod, "containers")));
    }

    [Theory]
    [InlineData(true, "istio-init istio-proxy canarymesh-proxy", "app")]
    [InlineData(false, "istio-init canarymesh-proxy", "app istio-proxy")]
    public async Task Inject_AfterIstio_IsTheLastOfTheInitContainers(bool native, string first, string then)
    {
        var pod = await OursAsync(new IstioInjector(native).Inject(Some.Pod()));

        Assert.Equal((first, then), (Names(pod, "initContainers"), Names(pod, "containers")));
    }

    // An ordinary sidecar starts once the init containers have: a startup probe that is sent to it would keep it from starting.
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Inject_OrdinarySidecar_LeavesNoProbeThatWaitsForIt(bool native, int probes)
    {
        var istio = new IstioInjector(native);

        var pod = istio.Inject(await OursAsync(istio.Inject(await OursAsync(Some.Pod()))));

        Assert.Equal(probes, pod.Objects("spec", "initContainers").Count(each => each.Text("name") == "canarymesh-proxy" && each.At("startupProbe") is not null));
    }

    // The app is told to stop after five seconds; a sidecar without a hook would be told at once and be gone before it.
    [Theory]
    [InlineData(30, false, 5, 35)]
    [InlineData(30, true, 5, 30)]
    [InlineData(4, true, null, 4)]
    public async Task Stop_OfAnOrdinarySidecarThatCameAfterUs_WaitsAsTheAppDoes(int grace, bool hooked, int? sleep, int expected)
    {
        var pod = Some.Pod().With(each =>
        {
            each["spec"]!["terminationGracePeriodSeconds"] = JsonNode.Parse($"{grace}");
            if (hooked)
            {
                each["spec"]!["containers"]![0]!["lifecycle"] = Some.Parse("""{"preStop":{"exec":{"command":["true"]}}}""");
            }
        });

        var injected = await OursAsync(new IstioInjector(false).Inject(await OursAsync(pod)));

        var sidecar = injected.Objects("spec", "containers").Single(each => each.Text("name") == "istio-proxy");
        Assert.Equal((sleep, expected), (sidecar.Number("lifecycle", "preStop", "sleep", "seconds"), injected.Number("spec", "terminationGracePeriodSeconds")));
    }

    // Kubernetes stops it after the app's containers and us, in the reverse of the start: its own hook stays.
    [Fact]
    public async Task Stop_OfANativeSidecar_IsItsOwn()
    {
        var istio = new IstioInjector(true);
        var there = istio.Inject(await OursAsync(Some.Pod()));

        var pod = await OursAsync(there);

        Patches.AssertSame(there["spec"]!["initContainers"]![1], pod["spec"]!["initContainers"]![1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Probes_OfTheApp_StayIstiosAndMeanTheAppsNumber(bool native)
    {
        var pod = await OursAsync(new IstioInjector(native).Inject(await OursAsync(Some.Pod())));

        var app = pod.Objects("spec", "containers").Single(each => each.Text("name") == "app");
        Assert.Equal((15020, "/app-health/app/readyz"), (app.Number("readinessProbe", "httpGet", "port"), app.Text("readinessProbe", "httpGet", "path")));
        Assert.Equal(8080, IstioProbes.Known(pod).Number("/app-health/app/readyz", "httpGet", "port"));
    }

    // The kubelet asks the proxy itself: its port is outside of the capture, so it answers whatever mTLS is asked for.
    [Fact]
    public async Task Probes_OfTheProxy_ComeBackToItsOwnPort()
    {
        var pod = await OursAsync(new IstioInjector(true).Inject(await OursAsync(Some.Pod())));

        var proxy = pod.Objects("spec", "initContainers").Single(each => each.Text("name") == "canarymesh-proxy");
        var actions = new[] { proxy.At("startupProbe"), proxy.At("readinessProbe"), proxy.At("lifecycle", "preStop") }.Select(each => each.At("httpGet")).ToList();
        Assert.All(actions, each => Assert.Equal(14070, each.Number("port")));
        Assert.Equal(["/started", "/ready", "/drain/" + DrainTokenOf(pod)], actions.Select(each => each.Text("path")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Inject_BesideASidecar_SaysSo(bool native)
    {
        var answer = await _entry.AnswerAsync(Some.Request("CREATE", new IstioInjector(native).Inject(Some.Pod())), default);

        Assert.Equal(("inject", "mesh-present"), (answer.Decision, answer.Reason));
    }

    [Theory]
    [InlineData(true, "mesh-present")]
    [InlineData(false, "no-ports")]
    public async Task Inject_WhatTheMeshSplits_IsLeftToIt(bool meshed, string reason)
    {
        var plain = Some.Pod("""{"v":1,"ports":[],"by":"istio"}""");
        var request = Some.Request("CREATE", meshed ? new IstioInjector(true).Inject(plain) : plain);

        var answer = await _entry.AnswerAsync(request, default);

        Assert.Equal(("skip", reason), (answer.Decision, answer.Reason));
        Assert.Empty(answer.Warnings);
        Assert.Empty(Patches.Of(request, answer));
    }

    private static string DrainTokenOf(JsonObject pod) =>
        IstioProbes.Known(pod).Text("/app-lifecycle/canarymesh-proxy/prestopz", "httpGet", "path")!["/drain/".Length..];

    private static (string? Inbound, string? Included, string? Outbound) Rules(JsonObject pod)
    {
        var args = pod.Objects("spec", "initContainers").Single(each => each.Text("name") == "istio-init")["args"]!.AsArray().Select(each => (string)each!).ToList();
        return (After(args, "-d"), After(args, "-b"), After(args, "-o"));
    }

    private static string? After(List<string> args, string option) => args.IndexOf(option) is var at and >= 0 ? args[at + 1] : null;

    private static string Names(JsonObject pod, string list) => string.Join(' ', pod.Objects("spec", list).Select(each => each.Text("name")));

    private async Task<JsonObject> OursAsync(JsonObject pod)
    {
        var request = Some.Request("CREATE", pod);
        return Patches.Result(request, await _entry.AnswerAsync(request, default));
    }
}
