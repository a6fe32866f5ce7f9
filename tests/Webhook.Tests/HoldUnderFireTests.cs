using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Holding;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Updates that would undo a hold without meaning to: a manifest that says "paused: false", and kubectl rollout undo.</summary>
public sealed class HoldUnderFireTests
{
    private static readonly string[] Restarts = [AnnotationNames.RestartedAt];

    [Fact]
    public void Apply_ThatSaysPausedFalseEveryTime_NeverEndsTheHold()
    {
        var target = HoldPolicy.Decide(Some.Managed(), Unpaused("web:2"), Restarts).Desired;
        var held = target.Annotation(AnnotationNames.Held);

        for (var apply = 0; apply < 3; apply++)
        {
            var decision = HoldPolicy.Decide(target, Unpaused("web:2"), Restarts);
            target = decision.Desired;

            Assert.Equal((HoldVerdict.Kept, true, held), (decision.Verdict, (bool?)target["spec"]!["paused"], target.Annotation(AnnotationNames.Held)));
        }
    }

    [Fact]
    public void Apply_OfANewerVersionThatSaysPausedFalse_HoldsTheNewer()
    {
        var held = HoldPolicy.Decide(Some.Managed(), Unpaused("web:2"), Restarts).Desired;

        var decision = HoldPolicy.Decide(held, Unpaused("web:3"), Restarts);

        Assert.Equal((HoldVerdict.Held, true), (decision.Verdict, (bool?)decision.Desired["spec"]!["paused"]));
        Assert.NotEqual(held.Annotation(AnnotationNames.Held), decision.Desired.Annotation(AnnotationNames.Held));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Undo_ToARevisionFromBeforeOnboarding_IsHeldWithEveryMarkKept(bool isHeldAlready)
    {
        var old = isHeldAlready ? HoldPolicy.Decide(Some.Managed(), Some.Managed("web:2"), Restarts).Desired : Some.Managed();

        // The ReplicaSet's template and annotations, whole: nothing of ours was on either.
        var undone = Some.Deployment("web:0");
        undone["metadata"]!["annotations"] = new JsonObject { ["deployment.kubernetes.io/revision"] = "1" };
        var desired = HoldPolicy.Decide(old, undone, Restarts).Desired;

        Assert.True((bool?)desired["spec"]!["paused"]);
        Assert.Equal("true", desired.Annotation(AnnotationNames.Managed));
        Assert.Equal("primary", desired.At("spec", "template").Label(AnnotationNames.Track));
        Assert.Equal(Some.Plan.Length, desired.At("spec", "template").Annotation(AnnotationNames.Plan)!.Length);
        Assert.Equal(TemplateHash.Of((JsonObject)desired["spec"]!["template"]!, Restarts).Value, desired.Annotation(AnnotationNames.Held));
        Assert.Contains("web:0", desired["spec"]!["template"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static JsonObject Unpaused(string image) => Some.Managed(image).With(each => each["spec"]!["paused"] = false);
}
