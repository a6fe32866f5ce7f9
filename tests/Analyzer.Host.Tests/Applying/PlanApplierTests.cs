using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Telemetry;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

public sealed class PlanApplierTests
{
    private readonly RecordingApi _api = new();
    private readonly PolicyBoard _board = new(TimeProvider.System);
    private readonly StatusMemory _memory = new();
    private readonly MarkWatch _marks = new();
    private readonly EventWriter _events;
    private readonly PlanApplier _applier;
    private readonly RolloutWorld _world = AppliedWorld.Create();

    public PlanApplierTests()
    {
        _board.BeginTerm(1);
        var caches = StillCache.Of(canaries: [_world.Canary], services: [Ours("web-primary"), Ours("web-canary")]);
        _events = new EventWriter(_api, new AnalyzerMetrics(Metrics.NewCustomRegistry()), TimeProvider.System, NullLogger<EventWriter>.Instance);
        _applier = new(
            new TargetActions(_api, _marks, TimeProvider.System, new(_api, "canarymesh-system")),
            new CopyActions(_api),
            new ServiceActions(_api, caches, () => "bundle"),
            new CanaryActions(_api, _events, _memory, TimeProvider.System),
            new PolicyActions(_board),
            new RouteActions(_api),
            new TwinActions(_api),
            new ActionFuse(null));
    }

    public static TheoryData<string, string> Effects => new()
    {
        { nameof(RolloutAction.AddFinalizer), "patch canaries/web" },
        { nameof(RolloutAction.RemoveFinalizer), "patch canaries/web" },
        { nameof(RolloutAction.MarkManaged), "patch deployments/web" },
        { nameof(RolloutAction.WritePlan), "patch deployments/web" },
        { nameof(RolloutAction.TakeConfig), "patch deployments/web" },
        { nameof(RolloutAction.KeepSnapshots), "" },
        { nameof(RolloutAction.RemoveSnapshots), "get configmaps/web-0" },
        { nameof(RolloutAction.HandOverSnapshots), "get configmaps/web-0" },
        { nameof(RolloutAction.EnsureApex), "" },
        { nameof(RolloutAction.EnsureSupport), "patch services/web-primary, patch services/web-canary, patch configmaps/canarymesh-ca" },
        { nameof(RolloutAction.Steer), "patch services/web" },
        { nameof(RolloutAction.Unsteer), "patch services/web, patch services/other" },
        { nameof(RolloutAction.UnsteerShared), "patch services/other" },
        { nameof(RolloutAction.RecordDecision), "" },
        { nameof(RolloutAction.EnsureTwins), "create networkpolicies/front-canary-subject, delete networkpolicies/old u-old" },
        { nameof(RolloutAction.RemoveTwins), "delete networkpolicies/old u-old" },
        { nameof(RolloutAction.CreateCopy), "create deployments/web-canary" },
        { nameof(RolloutAction.ScaleCopy), "patch deployments/web-canary" },
        { nameof(RolloutAction.ReplacePods), "delete pods/web-0 p-web-0" },
        { nameof(RolloutAction.DeleteCopy), "delete deployments/web-canary copy-uid" },
        { nameof(RolloutAction.SetWeight), "" },
        { nameof(RolloutAction.HoldTarget), "patch deployments/web" },
        { nameof(RolloutAction.ResumeTarget), "patch deployments/web" },
        { nameof(RolloutAction.DeleteReplicaSets), "delete replicasets/web-0 u-web-0" },
        { nameof(RolloutAction.EmptyReplicaSet), "patch replicasets/web-0/scale" },
        { nameof(RolloutAction.MarkFailed), "patch deployments/web/status" },
        { nameof(RolloutAction.ClearFailed), "patch deployments/web/status" },
        { nameof(RolloutAction.RestoreTarget), "patch deployments/web" },
        { nameof(RolloutAction.RemoveSupport), "delete services/web-primary s-web-primary, delete services/web-canary s-web-canary, delete configmaps/canarymesh-ca " },
        { nameof(RolloutAction.Announce), "" },
    };

    [Fact]
    public void Effects_OfTheFamily_AreAllThere() => Assert.Equal(
        Cases().Select(type => type.Name).Order(StringComparer.Ordinal), Effects.Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Effects))]
    public async Task Apply_OfAnAction_HasItsEffect(string name, string calls)
    {
        var result = await _applier.ApplyAsync(_world, new([Make(name)], Recorded(), null), CancellationToken.None);

        Assert.True(result.Ok);
        Assert.Equal(calls, string.Join(", ", _api.Calls.Where(call => call != "patch canaries/web/status")));

        // Whoever scales the target goes on doing so: only the copy and a ReplicaSet have a size that is ours.
        Assert.Equal(name is "ScaleCopy" or "EmptyReplicaSet", _api.Patches.Any(patch => patch.ToJsonString().Contains("\"replicas\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(409, false)]
    [InlineData(403, true)]
    [InlineData(503, false)]
    public async Task Apply_OfAMarkThatIsRefused_GoesOnUnlessANewTickSetsIt(int code, bool isRecorded)
    {
        _api.Answer = call => call == "patch deployments/web/status" ? new KubeResult(code, null, "Conflict", "") : null;

        await _applier.ApplyAsync(_world, new([Make("MarkFailed")], Recorded(), null), CancellationToken.None);

        Assert.Equal(isRecorded, _api.Calls.Contains("patch canaries/web/status"));
    }

    [Theory]
    [InlineData(403, true)]
    [InlineData(409, true)]
    [InlineData(503, false)]
    public async Task Apply_OfAPodThatMayNotBeReplaced_RecordsAllTheSame(int code, bool isRecorded)
    {
        _api.Answer = call => call.StartsWith("delete pods", StringComparison.Ordinal) ? new KubeResult(code, null, "Forbidden", "") : null;

        await _applier.ApplyAsync(_world, new([Make("ReplacePods")], Recorded(), null), CancellationToken.None);

        Assert.Equal(isRecorded, _api.Calls.Contains("patch canaries/web/status"));
    }

    [Theory]
    [InlineData(422, true, 1)]
    [InlineData(403, true, 1)]
    [InlineData(409, false, 0)]
    [InlineData(503, false, 0)]
    public async Task Apply_OfAnApexThatIsRefused_TellsItAndRecords(int code, bool isRecorded, int told)
    {
        _api.Answer = call => call == "create services/web" ? new KubeResult(code, null, "Refused", "spec.ports[0].name: too long") : null;

        await _applier.ApplyAsync(AppliedWorld.Asking(), new([Make("EnsureApex")], Recorded(), null), CancellationToken.None);

        Assert.Equal(isRecorded, _api.Calls.Contains("patch canaries/web/status"));
        Assert.Equal(told, (await ToldAsync("Canary")).Count(each => each.EndsWith(": spec.ports[0].name: too long", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Apply_OfSupportThatIsRefused_TellsIt()
    {
        _api.Answer = call => call == "patch services/web-primary" ? new KubeResult(403, null, "Forbidden", "no Services here") : null;

        var result = await _applier.ApplyAsync(_world, new([Make("EnsureSupport")], Recorded(), null), CancellationToken.None);

        Assert.Equal(403, result.Code);
        Assert.EndsWith(": no Services here", Assert.Single(await ToldAsync("Canary")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_RecordsOnceAndLast()
    {
        await _applier.ApplyAsync(_world, new([Make("MarkFailed"), Make("ClearFailed")], Recorded(), null), CancellationToken.None);

        Assert.Equal(["patch deployments/web/status", "patch deployments/web/status", "patch canaries/web/status"], _api.Calls);
    }

    [Fact]
    public async Task Apply_AfterARefusal_StopsAndRecordsNothing()
    {
        _api.Answer = call => call == "patch deployments/web" ? new KubeResult(409, null, "Conflict", "") : null;

        var result = await _applier.ApplyAsync(_world, new([Make("ResumeTarget"), Make("MarkFailed")], Recorded(), null), CancellationToken.None);

        Assert.True(result.IsConflict);
        Assert.Equal(["patch deployments/web"], _api.Calls);
    }

    [Theory]
    [InlineData("create deployments/web-canary", 409, "AlreadyExists")]
    [InlineData("delete deployments/web-canary copy-uid", 404, "NotFound")]
    public async Task Apply_OfWhatIsDoneAlready_GoesOn(string call, int code, string reason)
    {
        _api.Answer = each => each == call ? new KubeResult(code, null, reason, "") : null;

        var action = Make(call.StartsWith("create", StringComparison.Ordinal) ? "CreateCopy" : "DeleteCopy");
        var result = await _applier.ApplyAsync(_world, new([action], Recorded(), null), CancellationToken.None);

        Assert.True(result.Ok);
        Assert.Contains("patch canaries/web/status", _api.Calls);
    }

    [Fact]
    public async Task CreateCopy_OfATemplateThatChangedMeanwhile_DoesNothing()
    {
        await _applier.ApplyAsync(_world, new([new RolloutAction.CreateCopy("another", 1)], _world.Seen.Status, null), CancellationToken.None);

        Assert.DoesNotContain(_api.Calls, call => call.StartsWith("create", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SetWeight_AboveZero_PublishesVersionWeightAndReadyEndpoints()
    {
        await _applier.ApplyAsync(_world, new([new RolloutAction.SetWeight(20)], _world.Seen.Status, null), CancellationToken.None);

        var policy = _board.Observe(new("shop", "web")).Policy!;
        Assert.Equal((20, 10, TimeSpan.FromMilliseconds(500)), (policy.CanaryWeight, policy.CanaryVersion.Length, policy.ReportInterval));
    }

    [Theory]
    [InlineData(JudgeMode.Strict, RolloutPhase.Progressing, 1_893_499_200L)]
    [InlineData(JudgeMode.Strict, RolloutPhase.Promoting, null)]
    [InlineData(JudgeMode.Advisory, RolloutPhase.Progressing, null)]
    [InlineData(JudgeMode.Off, RolloutPhase.Progressing, null)]
    public async Task SetWeight_OrdersTheGuardWhileAVersionIsJudgedStrictly(JudgeMode mode, RolloutPhase phase, long? admission)
    {
        var seen = _world.Seen with { Spec = _world.Seen.Spec with { Judge = mode }, Status = _world.Seen.Status with { Phase = phase, TrialStartedAt = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero) } };
        await _applier.ApplyAsync(_world with { Seen = seen }, new([new RolloutAction.SetWeight(20)], seen.Status, null), CancellationToken.None);

        Assert.Equal(admission, (long?)_board.Observe(new("shop", "web")).Policy!.Guard?.Admission);
    }

    [Fact]
    public async Task SetWeight_OfZero_PublishesNoEndpoint()
    {
        await _applier.ApplyAsync(_world, new([new RolloutAction.SetWeight(0)], _world.Seen.Status, null), CancellationToken.None);

        Assert.Empty(_board.Observe(new("shop", "web")).Policy!.Endpoints);
    }

    // The writer takes what is queued before it waits for more.
    private async Task<List<string>> ToldAsync(string kind)
    {
        using var stop = new CancellationTokenSource();
        var running = _events.RunAsync(stop.Token);
        await stop.CancelAsync();
        await running;
        return [.. _api.Made.Where(made => made.Text("type") == "Warning" && made.Text("involvedObject", "kind") == kind).Select(made => made.Text("message")!)];
    }

    private static IEnumerable<Type> Cases() => typeof(RolloutAction).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(RolloutAction)));

    private static RolloutAction Make(string name)
    {
        var constructor = Cases().Single(type => type.Name == name).GetConstructors().Single();
        return (RolloutAction)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.Name!, parameter.ParameterType))]);
    }

    private static object Value(string name, Type type) =>
        name == "Hash" ? Thing.HashOf("v2")
        : type == typeof(string) ? "web-0"
        : type == typeof(int) ? 1
        : type == typeof(bool) ? true
        : type == typeof(RolloutReason) ? RolloutReason.Promoted
        : new[] { "web-0" };

    private RolloutStatus Recorded() => _world.Seen.Status with { Message = "changed" };

    private static JsonObject Ours(string name) => Thing.Service(name: name, change: service =>
    {
        service["metadata"]!["ownerReferences"] = new JsonArray(CopyBuilder.Owner(Thing.Canary()));
        service["metadata"]!["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh };
    });
}
