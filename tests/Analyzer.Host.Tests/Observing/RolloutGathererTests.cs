using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class RolloutGathererTests : IDisposable
{
    private static readonly RolloutKey Key = new("shop", "web");
    private readonly FakeTimeProvider _time = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly HttpClient _http = new();
    private readonly RecordingApi _api = new();
    private readonly FixedReadings _readings = new(99.5);
    private readonly SpecMemory _specs = new();
    private readonly JsonObject _deployment = Thing.Deployment();
    private readonly List<JsonObject> _others = [];
    private readonly List<JsonObject> _services = [Thing.Service()];
    private JsonObject _canary = Thing.Canary($$"""{ "phase": "Succeeded", "canaryWeight": 0, "failedChecks": 0, "iterations": 0, "promotedSpecs": ["{{Thing.HashOf("v1")}}"] }""");

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Gather_OfAServingTarget_SeesTargetPrimaryAndNothingNew()
    {
        var seen = await SeenAsync();

        Assert.Equal((Thing.HashOf("v1"), Thing.HashOf("v1"), false), (seen.Target!.TemplateHash, seen.Primary, seen.HasNewVersion));
        Assert.Equal((true, false, false, false), (seen.HasFinalizer, seen.Leaving, seen.SupportReady, seen.SupportExists));
        Assert.Equal(SteeringObservation.Due, seen.Steering);
    }

    [Fact]
    public async Task Gather_WithoutACanary_SaysSo()
    {
        var (world, faults, canary) = await Gatherer([]).GatherAsync(Key, CancellationToken.None);

        Assert.True(world is null && canary is null && faults.Count == 0);
    }

    [Fact]
    public async Task Gather_OfASpecWithFaults_NamesThemAndLooksNoFurther()
    {
        _canary["spec"]!["analysis"]!["interval"] = "soon";

        var (world, faults, canary) = await Gatherer([_canary]).GatherAsync(Key, CancellationToken.None);

        Assert.Null(world);
        Assert.NotNull(canary);
        Assert.Contains("\"soon\"", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("interval", "\"soon\"")]
    [InlineData("stepWeight", "500")]
    [InlineData("threshold", "\"many\"")]
    public async Task Gather_OfASpecThatTurnedBad_GoesOnWithTheLastGoodOne(string field, string value)
    {
        await SeenAsync();
        _canary["spec"]!["analysis"]![field] = JsonNode.Parse(value);
        _canary["status"]!["canaryWeight"] = 10;

        var (world, faults, _) = await Gatherer([_canary]).GatherAsync(Key, CancellationToken.None);

        Assert.Equal((TimeSpan.FromSeconds(10), 10, 10), (world!.Seen.Spec.Interval, world.Seen.Spec.Steps.StepWeight, world.Seen.Status.Weight));
        Assert.Contains(field, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gather_OfABadSpecOfAnotherObject_HasNoLastGoodOne()
    {
        await SeenAsync();
        _canary["metadata"]!["uid"] = "another";
        _canary["spec"]!["analysis"]!["interval"] = "soon";

        Assert.Null((await Gatherer([_canary]).GatherAsync(Key, CancellationToken.None)).World);
    }

    [Fact]
    public async Task Gather_OfACanaryThatCannotBeRead_IsAFaultToo()
    {
        _canary["spec"]!["analysis"]!["threshold"] = "three";

        var (world, faults, _) = await Gatherer([_canary]).GatherAsync(Key, CancellationToken.None);

        Assert.Null(world);
        Assert.Single(faults);
    }

    [Theory]
    [InlineData("Deployment", true)]
    [InlineData("DaemonSet", false)]
    public async Task Leaving_OfASpecWithFaults_GoesOnWithTheTargetThatItNames(string kind, bool hasTarget)
    {
        _canary["spec"]!["analysis"]!["stepWeight"] = 0;
        _canary["spec"]!["targetRef"]!["kind"] = kind;
        _canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";

        var seen = await SeenAsync();

        Assert.Equal((true, hasTarget), (seen.Leaving, seen.Target is not null));
    }

    [Fact]
    public async Task Leaving_OfACanaryThatCannotBeRead_GoesOn()
    {
        _canary["spec"]!["analysis"]!["threshold"] = "three";
        _canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";

        Assert.NotNull((await SeenAsync()).Target);
    }

    [Theory]
    [InlineData(false, SteeringObservation.Pending)]
    [InlineData(true, SteeringObservation.Off)]
    public async Task Leaving_AfterTheTargetWasDeleted_UnsteersWhatSelectsNobodyElse(bool isSelectedByAnother, SteeringObservation steering)
    {
        _canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";
        _services[0].Annotate(AnnotationNames.Steering, """{"v":1,"on":true,"ports":[]}""");
        _deployment["metadata"]!["name"] = "another";
        _deployment["spec"]!["template"]!["metadata"]!["labels"]!["app"] = isSelectedByAnother ? "web" : "another";

        var seen = await SeenAsync();

        Assert.Equal((null, steering), (seen.Target, seen.Steering));
    }

    [Fact]
    public async Task Rival_OfTheSameTarget_IsNamedAndNothingElseIsLookedAt()
    {
        var rival = Rival();

        var (world, faults, _) = await Gatherer([_canary, rival]).GatherAsync(Key, CancellationToken.None);

        Assert.Null(world);
        Assert.Contains("belongs to Canary a-first", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rival_ThatStays_KeepsTheTargetWhenTheOtherLeaves()
    {
        _canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";

        var (world, _, _) = await Gatherer([_canary, Rival()]).GatherAsync(Key, CancellationToken.None);

        Assert.Null(world!.Seen.Target);
    }

    [Theory]
    [InlineData(AnnotationNames.SkipAnalysis, "skip-analysis: hotfix")]
    [InlineData(AnnotationNames.Bypass, "bypass: hotfix")]
    public async Task SkipReason_IsTheTeamsUntilItWasUsed(string name, string reason)
    {
        _deployment.Annotate(name, "hotfix");

        var first = (await SeenAsync()).Target!.SkipReason;
        _canary["status"]!["usedSkip"] = reason;

        Assert.Equal(reason, first);
        Assert.Null((await SeenAsync()).Target!.SkipReason);
    }

    [Fact]
    public async Task FlaggersPrimary_IsSeen()
    {
        _others.Add(Named("web-primary"));

        Assert.True((await SeenAsync()).FlaggerPrimaryExists);
    }

    [Fact]
    public async Task ForeignCopy_IsSeenAsForeign()
    {
        _others.Add(Named("web-canary"));

        Assert.True((await SeenAsync()).Copy!.Foreign);
    }

    [Fact]
    public async Task ForeignService_IsNamed()
    {
        _services.Add(Thing.Service(name: "web-canary", change: each => each["spec"]!["selector"] = new JsonObject { ["app"] = "x" }));

        Assert.Equal("Service web-canary", (await SeenAsync()).ForeignObject);
    }

    [Fact]
    public async Task Support_AsItShouldBe_IsReady()
    {
        var (world, _, _) = await Gatherer([_canary]).GatherAsync(Key, CancellationToken.None);
        _services.AddRange(Support.Wanted(_canary, _deployment, LabelRewrite.For(_deployment, [Thing.Service()]), world!.Apex));

        var seen = await SeenAsync();

        Assert.True(seen.SupportReady && seen.SupportExists);
    }

    [Fact]
    public async Task Claims_AreReadForAHeldTargetOnly()
    {
        _deployment["spec"]!["template"]!["spec"]!["volumes"] = JsonNode.Parse("""[{ "name": "d", "persistentVolumeClaim": { "claimName": "data" } }]""");
        _api.Answer = _ => new KubeResult(200, Thing.Json("""{ "spec": { "accessModes": ["ReadWriteOnce"] } }"""), "", "");

        var unheld = (await SeenAsync()).Target!.RollsByItselfReason;
        _deployment.Annotate(AnnotationNames.Held, "x");
        var held = (await SeenAsync()).Target!.RollsByItselfReason;

        Assert.Null(unheld);
        Assert.Contains("ReadWriteOnce", held, StringComparison.Ordinal);
        Assert.Equal(["get persistentvolumeclaims/data"], _api.Calls);
    }

    [Fact]
    public async Task Command_CarriedOutBefore_IsNotSeen()
    {
        _canary["metadata"]!["annotations"] = new JsonObject { [AnnotationNames.Command] = "abort:1" };
        var first = (await SeenAsync()).Command;
        _canary["status"]!["lastCommand"] = "abort:1";

        Assert.Equal(CommandVerb.Abort, first?.Verb);
        Assert.Null((await SeenAsync()).Command);
    }

    [Fact]
    public async Task Checks_AreReadOnceTheIntervalIsOver()
    {
        OnTrial(stepSeconds: 9);
        var early = await SeenAsync();
        OnTrial(stepSeconds: 10);
        var due = await SeenAsync();

        Assert.Empty(early.Readings);
        Assert.Equal(99.5, Assert.Single(due.Readings).Number);
        Assert.Contains($"version=\"{Thing.HashOf("v2").Substring(3, 10)}\"", Assert.Single(_readings.Queries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_IsSeenByTheDeletionAndTheServicesRecord()
    {
        _canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";
        var off = await SeenAsync();
        _services[0].Annotate(AnnotationNames.Steering, """{"v":1,"on":true,"ports":[]}""");

        Assert.Equal((true, SteeringObservation.Off), (off.Leaving, off.Steering));
        Assert.Equal(SteeringObservation.Pending, (await SeenAsync()).Steering);
    }

    [Fact]
    public async Task Leaving_WithAnotherTargetsServiceSteered_IsOff()
    {
        var shop = Named("shop");
        shop["spec"]!["template"]!["metadata"]!["labels"] = new JsonObject { ["app"] = "shop" };
        _others.Add(shop);
        _canary["metadata"]!["deletionTimestamp"] = "2030-01-01T00:00:00Z";
        _services.Add(Thing.Service("http", "shop", each =>
        {
            each["spec"]!["selector"] = new JsonObject { ["app"] = "shop" };
            each.Annotate(AnnotationNames.Steering, """{"v":1,"on":true,"ports":[]}""");
        }));

        Assert.Equal(SteeringObservation.Off, (await SeenAsync()).Steering);
    }

    private void OnTrial(int stepSeconds)
    {
        var start = _time.GetUtcNow().AddSeconds(-stepSeconds).ToString("O");
        _canary = Thing.Canary($$"""{ "phase": "Progressing", "canaryWeight": 20, "failedChecks": 0, "iterations": 0, "trialSpec": "{{Thing.HashOf("v2")}}", "stepStartTime": "{{start}}" }""");
        _canary["spec"]!["metricsServer"] = "http://prometheus:9090";
        _canary["spec"]!["analysis"]!["metrics"] = JsonNode.Parse("""[{ "name": "request-success-rate", "thresholdRange": { "min": 99 } }]""");
    }

    private static JsonObject Rival()
    {
        var rival = Thing.Canary();
        rival["metadata"]!["name"] = "a-first";
        rival["metadata"]!["uid"] = "c0";
        return rival;
    }

    private static JsonObject Named(string name)
    {
        var deployment = Thing.Deployment();
        deployment["metadata"]!["name"] = name;
        deployment["metadata"]!["uid"] = name;
        return deployment;
    }

    private async Task<RolloutObservation> SeenAsync() => (await Gatherer([_canary]).GatherAsync(Key, CancellationToken.None)).World!.Seen;

    private RolloutGatherer Gatherer(IEnumerable<JsonObject> canaries)
    {
        var board = new PolicyBoard(_time);
        board.BeginTerm(1);
        board.Publish(new("shop", "web"), new() { CanaryWeight = 20 });
        var settings = new InstallationSettings(null);
        var caches = StillCache.Of(canaries, [_deployment, .. _others], [Thing.Set("web-1", "v1", 4, 4, 1)], [], _services);
        return new(caches, board, _api, new SteeringProbe(_http), new CheckSource(_readings, settings), new StatusMemory(), _specs, new MarkWatch(), settings, new LeaderClock(_time), _time);
    }
}
