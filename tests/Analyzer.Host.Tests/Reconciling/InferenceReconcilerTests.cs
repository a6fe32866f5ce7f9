using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Analyzer.Telemetry;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Reconciling;

public class InferenceReconcilerTests
{
    private readonly RecordingApi _api = new();
    private JsonObject? _namespace;

    [Fact]
    public async Task Tick_OfAnAnnotatedDeployment_CreatesItsCanary()
    {
        await TickAsync(Wanted());

        Assert.Equal(["create canaries/web"], _api.Calls);
    }

    [Fact]
    public async Task Tick_OfADeploymentWithoutTheAnnotation_DoesNothing()
    {
        await TickAsync(Thing.Deployment());

        Assert.Empty(_api.Calls);
    }

    [Fact]
    public async Task Tick_OfAnInferredCanaryThatIsAsItShouldBe_DoesNothing()
    {
        await TickAsync(Wanted(), CanaryInference.Build(Wanted()));

        Assert.Empty(_api.Calls);
    }

    [Fact]
    public async Task Tick_AfterASettingChanged_PatchesTheSpec()
    {
        var deployment = Wanted();
        deployment.Annotate(AnnotationNames.Threshold, "7");

        await TickAsync(deployment, CanaryInference.Build(Wanted()));

        Assert.Equal(["patch canaries/web"], _api.Calls);
    }

    [Theory]
    [InlineData(AnnotationNames.Interval, "")]
    [InlineData(AnnotationNames.Interval, "-5s")]
    [InlineData(AnnotationNames.Threshold, "1.5")]
    [InlineData(AnnotationNames.Enabled, "yes")]
    public async Task Tick_WithASettingThatIsNotLegal_KeepsTheLastGoodOne(string name, string value)
    {
        var deployment = Wanted();
        deployment.Annotate(AnnotationNames.Interval, "45s");
        deployment.Annotate(AnnotationNames.Threshold, "7");
        var canary = CanaryInference.Build(deployment);
        deployment.Annotate(name, value);

        await TickAsync(deployment, canary);

        Assert.Empty(_api.Calls);
    }

    [Theory]
    [InlineData("suspend", true)]
    [InlineData("skipAnalysis", false)]
    [InlineData("revertOnDeletion", true)]
    public async Task Tick_OfAnInferredCanaryThatAPersonPatched_LeavesWhatHasNoAnnotation(string name, bool value)
    {
        var canary = CanaryInference.Build(Wanted());
        canary["spec"]![name] = value;

        await TickAsync(Wanted(), canary);

        Assert.Empty(_api.Calls);
    }

    [Theory]
    [InlineData("Progressing", 0)]
    [InlineData("WaitingPromotion", 0)]
    [InlineData("Waiting", 0)]
    [InlineData("Failed", 1)]
    [InlineData("Succeeded", 1)]
    public async Task Tick_OfAThresholdOfZero_IsPutBackOnceTheRunIsOver(string phase, int patches)
    {
        var canary = CanaryInference.Build(Wanted());
        canary["spec"]!["analysis"]!["threshold"] = 0;
        canary["status"] = new JsonObject { ["phase"] = phase };

        await TickAsync(Wanted(), canary);

        Assert.Equal(patches, _api.Patches.Count);
        Assert.All(_api.Patches, patch => Assert.Equal(3, (int?)patch["spec"]!["analysis"]!["threshold"]));
    }

    [Fact]
    public async Task Tick_AfterTheAnnotationWasRemoved_DeletesTheInferredCanary()
    {
        await TickAsync(Thing.Deployment(), CanaryInference.Build(Wanted()));

        Assert.StartsWith("delete canaries/web", Assert.Single(_api.Calls), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tick_OfATeamsOwnCanary_NeverTouchesIt(bool isWanted)
    {
        await TickAsync(isWanted ? Wanted() : Thing.Deployment(), Thing.Canary());

        Assert.Empty(_api.Calls);
    }

    [Fact]
    public async Task Tick_OfAnInferredCanaryThatATeamsOwnReplaces_DeletesTheInferred()
    {
        var own = Thing.Canary();
        own["metadata"]!["name"] = "own";

        await TickAsync(Wanted(), CanaryInference.Build(Wanted()), own);

        Assert.StartsWith("delete canaries/web ", Assert.Single(_api.Calls), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tick_OfAnInferredCanaryThatTheTeamApplied_LeavesItToThem()
    {
        var canary = CanaryInference.Build(Wanted());
        canary["metadata"]!["annotations"] = new JsonObject { ["kubectl.kubernetes.io/last-applied-configuration"] = "{}" };

        await TickAsync(Thing.Deployment(), canary);

        Assert.Empty(_api.Calls);
    }

    [Fact]
    public async Task Tick_OfACanaryThatIsLeaving_DoesNothing()
    {
        var canary = CanaryInference.Build(Wanted());
        canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";

        await TickAsync(Thing.Deployment(), canary);

        Assert.Empty(_api.Calls);
    }

    [Theory]
    [InlineData(409, "AlreadyExists", false)]
    [InlineData(500, "InternalError", true)]
    public async Task Tick_ThatIsRefused_IsRetriedUnlessTheNameIsTaken(int code, string reason, bool retried)
    {
        _api.Answer = _ => new KubeResult(code, null, reason, "");

        Assert.Equal(retried, await TickAsync(Wanted()) is ReconcileOutcome.Retry);
    }

    [Fact]
    public async Task Tick_InANamespaceThatAsksForCanaries_CreatesOneThatSaysSo()
    {
        _namespace = Namespace("true");

        await TickAsync(Thing.Deployment());

        Assert.Equal(["create canaries/web"], _api.Calls);
        Assert.Equal("namespace", _api.Made[0].Label(AnnotationNames.Inferred));
    }

    [Theory]
    [InlineData("true", false)]
    [InlineData("false", true)]
    [InlineData(null, true)]
    [InlineData("yes", false)]
    public async Task Tick_AfterTheNamespacesAnnotationChanged_LeavesOnlyWhereItIsGone(string? value, bool leaves)
    {
        _namespace = Namespace(value);

        await TickAsync(Thing.Deployment(), CanaryInference.Build(Thing.Deployment(), isOfNamespace: true));

        Assert.Equal(leaves, _api.Calls.Exists(call => call.StartsWith("delete canaries/web", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Tick_OfADeploymentThatOptsOut_LeavesWhateverItsNamespaceSays()
    {
        _namespace = Namespace("true");

        await TickAsync(Thing.Deployment(each => each.Annotate(AnnotationNames.Enabled, "false")), CanaryInference.Build(Thing.Deployment(), isOfNamespace: true));

        Assert.StartsWith("delete canaries/web", Assert.Single(_api.Calls), StringComparison.Ordinal);
    }

    private static JsonObject Namespace(string? enabled) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "shop", ["annotations"] = enabled is null ? null : new JsonObject { [AnnotationNames.Enabled] = enabled } },
    };

    private Task<ReconcileOutcome> TickAsync(JsonObject deployment, params JsonObject?[] canaries)
    {
        var caches = StillCache.Of(canaries: canaries.OfType<JsonObject>(), deployments: [deployment]) with
        {
            Policies = new(new StillCache(KubeKind.NetworkPolicies), new StillCache(KubeKind.Namespaces, [.. new[] { _namespace }.OfType<JsonObject>()]), "canarymesh-system"),
        };
        var events = new EventWriter(_api, new AnalyzerMetrics(Metrics.NewCustomRegistry()), TimeProvider.System, NullLogger<EventWriter>.Instance);
        return new InferenceReconciler(_api, caches, events).TickAsync(new("shop", "web"), CancellationToken.None);
    }

    private static JsonObject Wanted() => Thing.Deployment(each => each.Annotate(AnnotationNames.Enabled, "true"));
}
