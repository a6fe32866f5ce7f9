using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>NetworkPolicies of the copy: when they are made, kept and removed, and what lets no trial begin.</summary>
public sealed class TwinTests
{
    private static readonly PolicyObservation Due = new() { TwinsDue = true };
    private static readonly PolicyObservation There = new() { TwinsExist = true };

    [Fact]
    public void Twins_AreMadeBeforeTheFirstPodOfTheCopy()
    {
        var plan = (Some.OnTrial with { Copy = null, Policies = Due }).Plan();

        Assert.True(plan.Does<RolloutAction.CreateCopy>());
        Assert.Equal(plan.IndexOf<RolloutAction.CreateCopy>() - 1, plan.IndexOf<RolloutAction.EnsureTwins>());
    }

    [Fact]
    public void Twins_AreBroughtIntoStepInMidTrial_AfterWhatTheTrialNeeds()
    {
        var plan = (Some.OnTrial with { Policies = new() { TwinsDue = true, TwinsExist = true } }).Plan();

        Assert.IsType<RolloutAction.EnsureTwins>(plan.Actions[^1]);
        Assert.False(plan.Does<RolloutAction.RemoveTwins>());
    }

    [Fact]
    public void Twins_ThatAreAsTheyShouldBe_AreLeftAlone() => Assert.False((Some.OnTrial with { Policies = There }).Plan().Does<RolloutAction.EnsureTwins>());

    [Fact]
    public void Twins_AreNotMadeWhereNoCopyIs() => Assert.False((Some.Idle with { Policies = Due }).Plan().Does<RolloutAction.EnsureTwins>());

    [Fact]
    public void Twins_GoWithTheCopy()
    {
        Assert.True((Some.Idle with { Policies = There }).Plan().Does<RolloutAction.RemoveTwins>());
        Assert.False((Some.Idle with { Policies = There, Copy = new() { Hash = Some.Trial, Replicas = 1, Ready = 1 } }).Plan().Does<RolloutAction.RemoveTwins>());
        Assert.False((Some.OnTrial with { Policies = There, Copy = null }).Plan().Does<RolloutAction.RemoveTwins>());
    }

    [Theory]
    [InlineData(RolloutReason.NetworkPolicyElsewhere)]
    [InlineData(RolloutReason.NetworkPolicyBlocks)]
    [InlineData(RolloutReason.ForeignObject)]
    public void Policy_ThatKeepsTheCopyFromItsPeers_LetsNoTrialBegin(RolloutReason reason)
    {
        var plan = (Some.Held with { Policies = new() { Reason = reason, Why = "NetworkPolicy front says no" } }).Plan();

        Assert.Equal((RolloutPhase.Succeeded, reason, "NetworkPolicy front says no; no trial", "weight 0"), (plan.Status.Phase, plan.Status.Reason, plan.Status.Message, plan.Words()));
        Assert.True(plan.Only<RolloutAction.Announce>().Warning);
    }

    [Fact]
    public void Policy_ThatComesInMidTrial_TakesTheShareBackAndKeepsTheCopy()
    {
        var plan = (Some.OnTrial with { Policies = new() { Reason = RolloutReason.NetworkPolicyBlocks, Why = "NetworkPolicy front says no" } }).Plan();

        Assert.Equal((RolloutPhase.Progressing, 0, 0), (plan.Status.Phase, plan.Status.Weight, plan.Weight()));
        Assert.False(plan.Does<RolloutAction.DeleteCopy>());
    }

    [Fact]
    public void Policies_ThatAreNotRead_AreSpokenOfAsATrialBegins()
    {
        var plan = (Some.Held with { Policies = new() { Unread = "not read: ciliumnetworkpolicies.cilium.io front" } }).Plan();

        Assert.Equal(RolloutPhase.Progressing, plan.Status.Phase);
        Assert.Contains(plan.Actions.OfType<RolloutAction.Announce>(), said => said is { Warning: true, Message: "not read: ciliumnetworkpolicies.cilium.io front" });
    }

    [Fact]
    public void Policy_ThatBlocks_KeepsNoVersionFromBeingTakenBackOrReleased()
    {
        var policies = new PolicyObservation { Reason = RolloutReason.NetworkPolicyBlocks, Why = "no" };

        Assert.True((Some.Held.Target(target => target with { TemplateHash = Some.Primary }) with { Policies = policies }).Plan().Does<RolloutAction.ResumeTarget>());
        Assert.True((Some.Held with { Target = Some.HeldWith(Some.Older), Policies = policies }).Plan().Does<RolloutAction.ResumeTarget>());
        Assert.Equal(RolloutPhase.Failed, (Some.OnTrial with { Policies = policies }).Commanded(CommandVerb.Abort).Plan().Status.Phase);
    }
}
