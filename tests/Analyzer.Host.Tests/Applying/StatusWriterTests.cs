using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

public class StatusWriterTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, 250, TimeSpan.Zero);

    private static readonly RolloutStatus OnTrial = new()
    {
        Phase = RolloutPhase.Progressing,
        Weight = 20,
        FailedChecks = 1,
        PassedChecks = 2,
        Trial = "v1:b",
        Promoted = ["v1:a"],
        PrimaryReplicasAtStart = 4,
        TrialStartedAt = Now.AddMinutes(-2),
        WaitStartedAt = Now.AddMinutes(-1),
        StepStartedAt = Now.AddSeconds(-5),
        HeldSince = Now.AddSeconds(-40),
        HoldToldAt = Now.AddSeconds(-10),
        PhaseSince = Now.AddMinutes(-2),
        LastCommand = "retry:1",
        SuspendedSince = Now,
        SeenThreshold = 3,
        SeenReset = false,
        Strategy = StrategyKind.BlueGreen,
        Reason = RolloutReason.Analysing,
        Message = "weight 20",
    };

    [Fact]
    public void Patch_OfARecord_IsReadBackAsItWas()
    {
        var canary = Written(Thing.Canary(), OnTrial);

        var read = StatusReader.Read(canary.Deserialize(ResourceJson.Default.Canary)!.Status);

        Assert.Equal(OnTrial.Promoted, read.Promoted);
        Assert.Equal(Whole(OnTrial), read with { Promoted = OnTrial.Promoted });
    }

    [Fact]
    public void Patch_OfWhatBelongsToFlagger_SaysSoAndLeavesItsRecordAlone()
    {
        var canary = Thing.Canary("""{ "phase": "WaitingPromotion", "canaryWeight": 30, "failedChecks": 2, "iterations": 1, "lastAppliedSpec": "5d4f8" }""");
        var left = new RolloutStatus { Reason = RolloutReason.BelongsToFlagger, Message = "a running Flagger owns it" };

        var patch = StatusWriter.Patch(canary, left, null, Now, null)!;

        Assert.Equal("""{"status":{"reason":"BelongsToFlagger","message":"a running Flagger owns it"}}""", patch.ToJsonString());
        Assert.Null(StatusWriter.Patch(Written(canary, left), left, null, Now, null));
    }

    [Fact]
    public void Patch_OfChecks_IsReadBackAndGoesWithThem()
    {
        var looked = OnTrial with
        {
            InconclusiveChecks = 1, ErroredChecks = 2, FirstWeightAt = Now, Checks = [new("gpu", Verdict.Failed, 95.5, "avg(x)") { Min = 1.5, Max = 90 }, new("own", Verdict.Errored, null, "")],
        };
        var canary = Written(Thing.Canary(), looked);
        var read = StatusReader.Read(canary.Deserialize(ResourceJson.Default.Canary)!.Status);
        var cleared = StatusWriter.Patch(canary, OnTrial, 20, Now, null)!["status"]!.AsObject();

        Assert.Equal((1, 2, Now), (read.InconclusiveChecks, read.ErroredChecks, read.FirstWeightAt));
        Assert.Equal(looked.Checks, read.Checks);
        Assert.All(["checks", "firstWeightTime", "inconclusiveChecks", "erroredChecks"], name => Assert.True(cleared.ContainsKey(name) && cleared[name] is null));
    }

    [Fact]
    public void Patch_WhenNothingChanges_IsNull()
    {
        var canary = Written(Thing.Canary(), OnTrial);

        Assert.Null(StatusWriter.Patch(canary, OnTrial, 20, Now.AddHours(1), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Patch_OfOneChange_HoldsThatAloneAndTheNextLook()
    {
        var canary = Written(Thing.Canary(), OnTrial);

        var patch = StatusWriter.Patch(canary, OnTrial with { PassedChecks = 3 }, 20, Now, TimeSpan.FromSeconds(30))!;

        Assert.Equal("""{"status":{"passedChecks":3,"nextLookTime":"2030-01-01T12:00:30Z"}}""", patch.ToJsonString());
    }

    [Fact]
    public void Patch_OfWhatGoesAway_WritesNulls()
    {
        var canary = Written(Thing.Canary(), OnTrial with { Refused = "v1:r", Released = "v1:q" });

        var status = StatusWriter.Patch(canary, OnTrial with { StepStartedAt = null, SuspendedSince = null }, null, Now, null)!["status"]!.AsObject();

        Assert.All(["refusedSpec", "releasedSpec", "stepStartTime", "suspendedTime", "appliedWeight", "nextLookTime"], name => Assert.True(status.ContainsKey(name) && status[name] is null, name));
    }

    [Theory]
    [InlineData(RolloutPhase.Initializing, "Unknown")]
    [InlineData(RolloutPhase.Initialized, "True")]
    [InlineData(RolloutPhase.Progressing, "Unknown")]
    [InlineData(RolloutPhase.Promoting, "Unknown")]
    [InlineData(RolloutPhase.Finalising, "Unknown")]
    [InlineData(RolloutPhase.Succeeded, "True")]
    [InlineData(RolloutPhase.Failed, "False")]
    [InlineData(RolloutPhase.Terminating, "Unknown")]
    public void Promoted_OfAPhase_HasFlaggersMeaning(RolloutPhase phase, string value)
    {
        var condition = Condition(Written(Thing.Canary(), OnTrial with { Phase = phase }));

        Assert.Equal(("Promoted", value, phase.ToString()), (condition.Text("type"), condition.Text("status"), condition.Text("reason")));
    }

    [Fact]
    public void Promoted_WhileItsStatusStays_KeepsItsTransitionTime()
    {
        var canary = Written(Thing.Canary(), OnTrial with { Phase = RolloutPhase.Initializing });
        var first = Condition(canary).Text("lastTransitionTime");

        var trial = Condition(Written(canary, OnTrial, Now.AddMinutes(5)));
        var failed = Condition(Written(canary, OnTrial with { Phase = RolloutPhase.Failed }, Now.AddMinutes(5)));

        Assert.Equal((first, "2030-01-01T12:05:00Z"), (trial.Text("lastTransitionTime"), trial.Text("lastUpdateTime")));
        Assert.Equal("2030-01-01T12:05:00Z", failed.Text("lastTransitionTime"));
    }

    [Fact]
    public void Promoted_DuringATrial_IsNotWrittenAtEveryStep()
    {
        var canary = Written(Thing.Canary(), OnTrial);

        var patch = StatusWriter.Patch(canary, OnTrial with { Weight = 30, Message = "weight 30" }, 20, Now.AddMinutes(1), null)!;

        Assert.False(patch["status"]!.AsObject().ContainsKey("conditions"));
    }

    [Theory]
    [InlineData(RolloutPhase.Progressing, null, null, "v1:b")]
    [InlineData(RolloutPhase.Promoting, null, null, "v1:b")]
    [InlineData(RolloutPhase.Finalising, null, null, "v1:b")]
    [InlineData(RolloutPhase.Failed, "v1:b", null, "v1:b")]
    [InlineData(RolloutPhase.Succeeded, null, null, "v1:a")]
    [InlineData(RolloutPhase.Initialized, null, "v1:z", "v1:z")]
    [InlineData(RolloutPhase.Initialized, "v1:b", null, "v1:a")]
    public void LastApplied_IsWhatWasActedOnLast(RolloutPhase phase, string? refused, string? released, string applied) =>
        Assert.Equal(applied, Written(Thing.Canary(), OnTrial with { Phase = phase, Refused = refused, Released = released }).Text("status", "lastAppliedSpec"));

    [Theory]
    [InlineData(RolloutPhase.Progressing, 10, 2)]
    [InlineData(RolloutPhase.Promoting, 10, 2)]
    [InlineData(RolloutPhase.Progressing, null, 0)]
    [InlineData(RolloutPhase.Progressing, 0, 0)]
    [InlineData(RolloutPhase.Finalising, 10, 0)]
    [InlineData(RolloutPhase.Succeeded, 10, 0)]
    [InlineData(RolloutPhase.Failed, 10, 0)]
    public void Iterations_AreThePassedChecksOfARunThatHasThem(RolloutPhase phase, int? asked, int iterations)
    {
        var canary = Thing.Canary();
        canary["spec"]!["analysis"]!["iterations"] = asked;

        Assert.Equal(iterations, Written(canary, OnTrial with { Phase = phase }).Number("status", "iterations"));
    }

    [Fact]
    public void Patch_KeepsForeignMembersOfTheStatus()
    {
        var canary = Written(Thing.Canary("""{ "phase": "Progressing", "canaryWeight": 0, "failedChecks": 0, "iterations": 0, "sessionAffinityCookie": "a=b" }"""), OnTrial);

        Assert.Equal("a=b", canary.Text("status", "sessionAffinityCookie"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Patch_KeepsForeignConditionsWhereTheyAre(int place)
    {
        var canary = Written(Thing.Canary(), OnTrial);
        var foreign = JsonNode.Parse("""{ "type": "Frozen", "status": "True", "reason": "Holiday", "note": 7 }""")!;
        canary["status"]!["conditions"]!.AsArray().Insert(place, foreign.DeepClone());

        var conditions = Written(canary, OnTrial with { Phase = RolloutPhase.Failed }).At("status", "conditions")!.AsArray();

        Assert.Equal(2, conditions.Count);
        Assert.True(JsonNode.DeepEquals(foreign, conditions[place]));
        Assert.Equal(("Promoted", "False"), (conditions[1 - place].Text("type"), conditions[1 - place].Text("status")));
    }

    [Fact]
    public void Patch_WithForeignConditionsAndNothingNew_IsNull()
    {
        var canary = Written(Thing.Canary(), OnTrial);
        canary["status"]!["conditions"]!.AsArray().Insert(0, JsonNode.Parse("""{ "type": "Frozen", "status": "True" }"""));

        Assert.Null(StatusWriter.Patch(canary, OnTrial, 20, Now.AddHours(1), null));
    }

    [Theory]
    [InlineData(RolloutPhase.Promoting, RolloutReason.PromotionStalled)]
    [InlineData(RolloutPhase.Progressing, RolloutReason.ProxyFailed)]
    [InlineData(RolloutPhase.Progressing, RolloutReason.MetricSourceDown)]
    [InlineData(RolloutPhase.Progressing, RolloutReason.NoTraffic)]
    [InlineData(RolloutPhase.Progressing, RolloutReason.Suspended)]
    [InlineData(RolloutPhase.Progressing, RolloutReason.WebhookBypassed)]
    public void Promoted_OfARolloutThatIsHeldUp_SaysWhyAndNoLongerThanThat(RolloutPhase phase, RolloutReason reason)
    {
        var canary = Written(Thing.Canary(), OnTrial with { Phase = phase });

        var stuck = Written(canary, OnTrial with { Phase = phase, Reason = reason, Message = "stuck" });
        var again = Written(stuck, OnTrial with { Phase = phase, Message = "goes on" });

        Assert.Equal(("stuck", "goes on"), (Condition(stuck).Text("message"), Condition(again).Text("message")));
    }

    [Fact]
    public void Patch_OfAPrimaryThatWasScaledAway_IsReadBackAndGoesAway()
    {
        var canary = Written(Thing.Canary(), OnTrial with { PrimaryAway = true });

        Assert.True(StatusReader.Read(canary.Deserialize(ResourceJson.Default.Canary)!.Status).PrimaryAway);
        Assert.Null(Written(canary, OnTrial).At("status", "primaryScaledToZero"));
    }

    private static JsonObject Condition(JsonObject canary) => canary.Objects("status", "conditions").Single();

    // What the API server makes of a merge patch.
    private static JsonObject Written(JsonObject canary, RolloutStatus status, DateTimeOffset? now = null)
    {
        var written = (JsonObject)canary.DeepClone();
        var target = written["status"] as JsonObject ?? [];
        foreach (var (name, value) in StatusWriter.Patch(canary, status, 20, now ?? Now, null)!["status"]!.AsObject())
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }

        written["status"] = target.DeepClone();
        return JsonNode.Parse(written.ToJsonString())!.AsObject();
    }

    // The interval is timed by the start of the step, so that alone keeps its fractions.
    private static RolloutStatus Whole(RolloutStatus status) => status with
    {
        TrialStartedAt = Second(status.TrialStartedAt),
        WaitStartedAt = Second(status.WaitStartedAt),
        PhaseSince = Second(status.PhaseSince),
    };

    private static DateTimeOffset? Second(DateTimeOffset? time) => time?.AddMilliseconds(-time.Value.Millisecond);
}
