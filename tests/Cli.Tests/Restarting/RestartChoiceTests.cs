using CanaryMesh.Api.Names;
using CanaryMesh.Cli.Restarting;

namespace CanaryMesh.Cli.Tests.Restarting;

public sealed class RestartChoiceTests
{
    [Theory]
    [InlineData("Initialized", null)]
    [InlineData("Succeeded", null)]
    [InlineData("Failed", null)]
    [InlineData("Progressing", "its rollout is in phase Progressing")]
    [InlineData("Promoting", "its rollout is in phase Promoting")]
    [InlineData("", "its rollout is in phase (none)")]
    public void Target_InTheMiddleOfARollout_IsLeftAlone(string phase, string? why) =>
        Assert.StartsWith(why ?? "", RestartChoice.WhyNot(Rest.Facts(phase)) ?? "", StringComparison.Ordinal);

    [Fact]
    public void HeldAndPausedAndEmptyTargets_AreLeftAlone()
    {
        var held = Rest.Facts("Failed");
        held.Target["metadata"]!["annotations"] = new System.Text.Json.Nodes.JsonObject { [AnnotationNames.Held] = "v1:" };
        var paused = Rest.Facts("Succeeded");
        paused.Target["spec"]!["paused"] = true;
        var empty = Rest.Facts("Succeeded");
        empty.Target["spec"]!["replicas"] = 0;

        Assert.All(new[] { held, paused, empty }, facts => Assert.NotNull(RestartChoice.WhyNot(facts)));
    }

    [Theory]
    [InlineData(null, "1 without a proxy")]
    [InlineData("""{"image":"proxy:1","plan":"PLAN"}""", "1 with proxy:1")]
    [InlineData("""{"image":"proxy:2","plan":"0000"}""", "1 with an older plan")]
    [InlineData("""{"image":"proxy:2","plan":"PLAN"}""", null)]
    [InlineData("{", "1 without a proxy")]
    public void Pods_AreOutOfDateByProxyOrPlan(string? status, string? why) =>
        Assert.Equal(why, RestartChoice.Why(Rest.Facts("Succeeded", status)));

    [Fact]
    public void Target_WhosePodsHaveNoProxiesByPlan_IsUpToDate()
    {
        var facts = Rest.Facts("Succeeded", null);
        facts.Target["spec"]!["template"]!["metadata"]!["annotations"]![AnnotationNames.Plan] = """{"v":1,"ports":[],"by":"istio"}""";

        Assert.Null(RestartChoice.Why(facts));
    }

    [Fact]
    public void Patch_IsTheMarkThatMakesNoNewVersion() => Assert.Equal(
        """{"spec":{"template":{"metadata":{"annotations":{"kubectl.kubernetes.io/restartedAt":"2026-07-21T10:00:00Z"}}}}}""",
        RestartChoice.Patch(Support.Some.Now).ToJsonString());
}
