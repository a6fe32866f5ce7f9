using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Holding;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Beside the API server's own policy, which has held already by the time we are asked.</summary>
public sealed class HoldByPolicyTests
{
    [Fact]
    public void Hold_OfANewVersion_GetsTheHashInPlaceOfThePolicysMark()
    {
        var decision = Decide(Some.Managed(), HeldByPolicy(Some.Managed("web:2")));

        Assert.Equal("hold", decision.Code);
        Assert.True((bool?)decision.Desired["spec"]!["paused"]);
        Assert.NotEqual(HoldPolicy.ByPolicy, Mark(decision.Desired));
    }

    [Fact]
    public void Hold_OfWhatIsNoNewVersion_IsTakenBack()
    {
        var decision = Decide(Some.Managed(), HeldByPolicy(Some.Managed().Copy(each => each["spec"]!["replicas"] = 6)));

        Assert.Equal("pass", decision.Code);
        Assert.Null(decision.Desired["spec"]!["paused"]);
        Assert.Null(Mark(decision.Desired));
    }

    [Fact]
    public void Hold_OfWhatCannotBeJudged_IsTakenBackWithTheReason()
    {
        var current = HeldByPolicy(Some.Managed("web:2").Copy(each => each["spec"]!["strategy"] = new JsonObject { ["type"] = "Recreate" }));

        var decision = Decide(Some.Managed(), current);

        Assert.Equal("not-held", decision.Code);
        Assert.NotEmpty(decision.Warnings);
        Assert.Null(decision.Desired["spec"]!["paused"]);
    }

    [Fact]
    public void Hold_ThatThePolicyMadeWhileWeWereAway_IsKept()
    {
        var held = HeldByPolicy(Some.Managed("web:2"));

        var decision = Decide(held, held.Copy(each => each["spec"]!["paused"] = false));

        Assert.Equal("keep", decision.Code);
        Assert.True((bool?)decision.Desired["spec"]!["paused"]);
    }

    private static JsonObject HeldByPolicy(JsonObject deployment) => deployment.Copy(each =>
    {
        each["spec"]!["paused"] = true;
        each.Annotate("held", HoldPolicy.ByPolicy);
    });

    private static HoldDecision Decide(JsonObject old, JsonObject current) => HoldPolicy.Decide(old, current, Some.Settings.RestartAnnotations);

    private static string? Mark(JsonObject deployment) => (string?)deployment["metadata"]!["annotations"]!["canary.footanalytics.io/held"];
}
