using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Holding;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class HoldPolicyTests
{
    private static readonly string[] Restarts = [AnnotationNames.RestartedAt];

    [Fact]
    public void Decide_NewTemplate_IsPausedAndMarkedWithItsHash()
    {
        var desired = Decide(Some.Managed(), Some.Managed("web:2"), HoldVerdict.Held);

        Assert.True((bool?)desired["spec"]!["paused"]);
        Assert.Equal(TemplateHash.Of((JsonObject)desired["spec"]!["template"]!, Restarts).Value, desired.Annotation(AnnotationNames.Held));
    }

    [Fact]
    public void Decide_ScalingOrRestartOfTheSameVersion_Passes()
    {
        var old = Some.Managed();

        Patches.AssertSame(old.Copy(Scale), Decide(old, old.Copy(Scale), HoldVerdict.None));
        Patches.AssertSame(old.Copy(Restart), Decide(old, old.Copy(Restart), HoldVerdict.None));
    }

    [Fact]
    public void Decide_NotManaged_IsNone() => Decide(Some.Deployment(), Some.Deployment("web:2"), HoldVerdict.None);

    [Fact]
    public void Decide_ImageChangeTogetherWithOnboarding_IsNotHeld() =>
        Decide(Some.Deployment(), Some.Managed("web:2"), HoldVerdict.NotHeld, "onboarding");

    [Fact]
    public void Decide_OnboardingAlone_IsNoNewVersion() => Decide(Some.Deployment(), Some.Managed(), HoldVerdict.None);

    [Theory]
    [InlineData("no-ready-pod", """{"status":{"readyReplicas":0}}""", "{}")]
    [InlineData("no-ready-pod", """{"status":{"readyReplicas":null}}""", "{}")]
    [InlineData("recreate", "{}", """{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}""")]
    [InlineData("max-unavailable", "{}", """{"spec":{"strategy":{"rollingUpdate":{"maxUnavailable":"100%"}}}}""")]
    [InlineData("max-unavailable", "{}", """{"spec":{"strategy":{"rollingUpdate":{"maxUnavailable":4}}}}""")]
    [InlineData("max-unavailable", "{}", """{"spec":{"replicas":1,"strategy":{"rollingUpdate":{"maxUnavailable":0,"maxSurge":0}}}}""")]
    [InlineData("no-history", "{}", """{"spec":{"revisionHistoryLimit":0}}""")]
    [InlineData("skip-analysis", "{}", """{"metadata":{"annotations":{"canary.footanalytics.io/skip-analysis":"hotfix 12"}}}""")]
    [InlineData("bypass", "{}", """{"metadata":{"annotations":{"canary.footanalytics.io/bypass":"night shift"}}}""")]
    public void Decide_TargetThatCannotBeHeld_RollsOutWithReasonAndWarning(string reason, string oldChange, string newChange)
    {
        var old = Some.Managed().With(each => Merge(each, oldChange));
        var current = Some.Managed("web:2").With(each => Merge(each, newChange));

        var desired = Decide(old, current, HoldVerdict.NotHeld, reason);

        Assert.Null(desired["spec"]!["paused"]);
        Assert.Null(desired.Annotation(AnnotationNames.Held));
    }

    [Theory]
    [InlineData("""{"spec":{"strategy":{"rollingUpdate":{"maxUnavailable":"99%"}}}}""")]
    [InlineData("""{"spec":{"replicas":1}}""")]
    [InlineData("""{"metadata":{"annotations":{"canary.footanalytics.io/skip-analysis":" "}}}""")]
    public void Decide_TargetThatCanBeHeld_IsHeld(string change) =>
        Decide(Some.Managed().With(each => Merge(each, change)), Some.Managed("web:2").With(each => Merge(each, change)), HoldVerdict.Held);

    [Theory]
    [InlineData("bypass")]
    [InlineData("skip-analysis")]
    public void Decide_ReasonLeftFromAnEarlierUpdate_CountsOnce(string annotation)
    {
        var old = Some.Managed().With(each => each.Annotate(annotation, "hotfix"));

        Decide(old, Some.Managed("web:2").With(each => each.Annotate(annotation, "hotfix")), HoldVerdict.Held);
        Decide(old, Some.Managed("web:2").With(each => each.Annotate(annotation, "another")), HoldVerdict.NotHeld, annotation);
    }

    [Fact]
    public void Decide_ResumeOfAHeldTarget_KeepsThePauseAndNamesTheCommands()
    {
        var held = Held();

        var decision = HoldPolicy.Decide(held, held.Copy(each => ((JsonObject)each["spec"]!).Remove("paused")), Restarts);

        Assert.Equal(HoldVerdict.Kept, decision.Verdict);
        Patches.AssertSame(held, decision.Desired);
        var warning = Assert.Single(decision.Warnings);
        Assert.Contains("kubectl canary promote web -n shop", warning, StringComparison.Ordinal);
        Assert.Contains("kubectl canary abort web -n shop", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_PutThatDropsEveryMark_PutsThemBack()
    {
        var held = Held();
        var put = Some.Deployment("web:2");

        var desired = HoldPolicy.Decide(held, put, Restarts).Desired;

        Assert.Equal(held.Annotation(AnnotationNames.Held), desired.Annotation(AnnotationNames.Held));
        Assert.Equal("true", desired.Annotation(AnnotationNames.Managed));
        Patches.AssertSame(held["spec"], desired["spec"]);
    }

    [Fact]
    public void Decide_RestartOfAHeldTarget_Warns()
    {
        var held = Held();

        var decision = HoldPolicy.Decide(held, held.Copy(Restart), Restarts);

        Assert.Equal(HoldVerdict.Kept, decision.Verdict);
        Assert.Contains("the restart waits", Assert.Single(decision.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_ScalingOfAHeldTarget_PassesWithoutAWord()
    {
        var held = Held();

        var decision = HoldPolicy.Decide(held, held.Copy(Scale), Restarts);

        Assert.Empty(decision.Warnings);
        Patches.AssertSame(held.Copy(Scale), decision.Desired);
    }

    [Fact]
    public void Decide_NewTemplateUnderTheTeamsOwnPause_StaysTheirs()
    {
        var paused = Paused(Some.Managed());

        Patches.AssertSame(Paused(Some.Managed("web:2")), Decide(paused, Paused(Some.Managed("web:2")), HoldVerdict.None));
        Patches.AssertSame(Paused(Some.Managed("web:2")), Decide(Some.Managed(), Paused(Some.Managed("web:2")), HoldVerdict.None));
    }

    [Fact]
    public void Decide_ResumeOfTheTeamsOwnPause_IsHeldAtThatMoment()
    {
        var paused = Paused(Some.Managed("web:2"));

        foreach (var image in new[] { "web:2", "web:3" })
        {
            var desired = Decide(paused, Some.Managed(image), HoldVerdict.Held);

            Assert.True((bool?)desired["spec"]!["paused"]);
            Assert.NotNull(desired.Annotation(AnnotationNames.Held));
        }
    }

    [Fact]
    public void Decide_ResumeOfTheTeamsOwnPauseWithNothingReady_Rolls()
    {
        var paused = Paused(Some.Managed("web:2")).With(each => each["status"]!["readyReplicas"] = 0);

        Assert.Null(Decide(paused, Some.Managed("web:2"), HoldVerdict.NotHeld, "no-ready-pod")["spec"]!["paused"]);
    }

    [Fact]
    public void Decide_ItsOwnAnswerToAResume_IsItsFixedPoint()
    {
        var paused = Paused(Some.Managed("web:2"));
        var once = HoldPolicy.Decide(paused, Some.Managed("web:2"), Restarts).Desired;

        Patches.AssertSame(once, HoldPolicy.Decide(paused, once, Restarts).Desired);
    }

    [Fact]
    public void Decide_NewTemplateOnARefusedOne_ClearsTheFailureFirst()
    {
        var refused = Held().With(each => each["status"]!["conditions"] =
            JsonNode.Parse("""[{"type":"Available","status":"True"},{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded"}]"""));

        Assert.True(HoldPolicy.Decide(refused, Some.Managed("web:3"), Restarts).ClearsFailure);
        Assert.False(HoldPolicy.Decide(refused, refused.Copy(Scale), Restarts).ClearsFailure);
        Assert.False(HoldPolicy.Decide(Held(), Some.Managed("web:3"), Restarts).ClearsFailure);
    }

    [Fact]
    public void Decide_ItsOwnAnswer_IsItsFixedPoint()
    {
        var old = Some.Managed();
        var once = HoldPolicy.Decide(old, Some.Deployment("web:2"), Restarts).Desired;

        Patches.AssertSame(once, HoldPolicy.Decide(old, once, Restarts).Desired);
    }

    private static JsonObject Held() => HoldPolicy.Decide(Some.Managed(), Some.Managed("web:2"), Restarts).Desired;

    private static JsonObject Paused(JsonObject deployment) => deployment.With(each => each["spec"]!["paused"] = true);

    private static JsonObject Decide(JsonObject old, JsonObject current, HoldVerdict verdict, string? reason = null)
    {
        var decision = HoldPolicy.Decide(old, current, Restarts);
        Assert.Equal((verdict, reason), (decision.Verdict, decision.Reason?.Code));
        Assert.Equal(verdict is HoldVerdict.NotHeld ? 1 : 0, decision.Warnings.Count);
        return decision.Desired;
    }

    private static void Scale(JsonObject deployment) => deployment["spec"]!["replicas"] = 9;

    private static void Restart(JsonObject deployment) =>
        deployment["spec"]!["template"]!["metadata"]!["annotations"]![AnnotationNames.RestartedAt] = "2026-03-01T12:00:00Z";

    private static void Merge(JsonObject into, string change)
    {
        foreach (var (name, value) in Some.Parse(change))
        {
            if (value is JsonObject inner && into[name] is JsonObject present)
            {
                Merge(present, inner.ToJsonString());
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }
}
