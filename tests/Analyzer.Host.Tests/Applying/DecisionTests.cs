using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

/// <summary>A refusal outlives the tick that decided it: on record before the weight falls, and in memory while nothing can be recorded.</summary>
public sealed class DecisionTests
{
    private const string Record = "patch canaries/web/status";
    private static readonly RolloutKey Key = new("shop", "web");
    private static readonly RolloutStatus OnTrial = new() { Phase = RolloutPhase.Progressing, Trial = "v1:b", Weight = 20, TrialStartedAt = DateTimeOffset.UnixEpoch };
    private readonly RecordingApi _api = new();
    private readonly FakeTimeProvider _time = new();
    private readonly PolicyBoard _board = new(TimeProvider.System);
    private readonly StatusMemory _memory = new();
    private readonly MarkWatch _marks = new();
    private readonly PlanApplier _applier;

    public DecisionTests()
    {
        _board.BeginTerm(1);
        var events = new EventWriter(_api, new AnalyzerMetrics(Metrics.NewCustomRegistry()), _time, NullLogger<EventWriter>.Instance);
        _applier = new(
            new TargetActions(_api, _marks, _time, new(_api, "canarymesh-system")),
            new CopyActions(_api),
            new ServiceActions(_api, StillCache.Of(), () => null),
            new CanaryActions(_api, events, _memory, _time),
            new PolicyActions(_board),
            new RouteActions(_api),
            new TwinActions(_api),
            new ActionFuse(null));
    }

    [Fact]
    public async Task Decision_OfARefusal_IsWrittenBeforeAnythingElseAndOnce()
    {
        _api.Answer = call => call == Record ? new KubeResult(200, Written(), "", "") : null;

        await RefuseAsync();

        Assert.Equal([Record, "patch deployments/web/status"], _api.Calls);
        Assert.Equal(0, Weight());
    }

    [Fact]
    public async Task Decision_AboutACanaryThatChangedMeanwhile_IsANewTickWithTheWeightAsItWas()
    {
        _api.Answer = call => call == Record ? new KubeResult(409, null, "Conflict", "") : null;

        var result = await RefuseAsync();

        Assert.True(result.IsConflict);
        Assert.Null(Weight());
        Assert.Equal(OnTrial, _memory.Standing(Key, OnTrial));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(503)]
    public async Task Decision_WhileTheServerDoesNotAnswer_IsCarriedOutAndStandsInMemory(int code)
    {
        _api.Answer = _ => new KubeResult(code, null, "", "");

        await RefuseAsync();

        Assert.Equal(0, Weight());
        Assert.Equal(RolloutPhase.Failed, _memory.Standing(Key, OnTrial).Phase);
    }

    [Fact]
    public void Decision_OnceRecordedOrAboutAnEarlierTrial_StandsNoMore()
    {
        var refused = OnTrial with { Phase = RolloutPhase.Failed };
        var later = OnTrial with { TrialStartedAt = DateTimeOffset.UnixEpoch.AddMinutes(1) };

        _memory.Decided(Key, refused);
        Assert.Equal(later, _memory.Standing(Key, later));
        Assert.Equal(OnTrial, _memory.Standing(Key, OnTrial));
    }

    [Fact]
    public async Task Mark_ThatMetAConflict_IsDueAtOnceAndNotAfterTenSeconds()
    {
        _api.Answer = call => call == "patch deployments/web/status" ? new KubeResult(409, null, "Conflict", "") : null;

        var result = await RefuseAsync();

        Assert.True(result.IsConflict);
        Assert.Equal(TimeSpan.MaxValue, _marks.MissingFor(Key, true, _time.GetUtcNow()));
        Assert.Null(_marks.MissingFor(Key, false, _time.GetUtcNow()));
        Assert.Equal(TimeSpan.Zero, _marks.MissingFor(Key, true, _time.GetUtcNow()));
    }

    private Task<KubeResult> RefuseAsync()
    {
        var refused = OnTrial with { Phase = RolloutPhase.Failed, Refused = "v1:b", Weight = 0 };
        RolloutPlan plan = new([new RolloutAction.RecordDecision(), new RolloutAction.SetWeight(0), new RolloutAction.MarkFailed("bad")], refused, null);
        return _applier.ApplyAsync(World(), plan, CancellationToken.None);
    }

    private int? Weight() => _board.Observe(new("shop", "web")).Policy?.CanaryWeight;

    // The answer holds what was asked for.
    private JsonObject Written()
    {
        var written = Thing.Canary();
        written["metadata"]!["resourceVersion"] = "10";
        written["status"] = _api.Patches[^1]["status"]!.DeepClone();
        return JsonNode.Parse(written.ToJsonString())!.AsObject();
    }

    private static RolloutWorld World() => new()
    {
        Canary = Thing.Canary(),
        Target = Thing.Deployment(),
        Seen = new()
        {
            ObservedAt = DateTimeOffset.UnixEpoch,
            Key = Key,
            Spec = new() { Target = "web", Interval = TimeSpan.FromSeconds(10), Threshold = 3, Steps = new(10, 50, []) },
            Status = OnTrial,
            Target = new() { ResourceVersion = "7", TemplateHash = "v1:b", PrimaryHash = "v1:a" },
        },
    };
}
