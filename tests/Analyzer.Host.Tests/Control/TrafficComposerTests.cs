using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Rollouts;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Control;

public class TrafficComposerTests
{
    private static readonly WorkloadKey Key = new("shop", "api");
    private static readonly Lane Lane = new([new(LaneSource.Header, "canary", LaneTest.Exact, "true")]);

    [Fact]
    public void Content_OfAPlainCanary_SaysNothingOfRules()
    {
        var content = PolicyComposer.Content(Key, Policies.Weight(20));

        Assert.Equal((20u, 0u, 0u, 0), (content.CanaryWeight, content.LaneWeight, content.MirrorWeight, content.Lanes.Count));
        Assert.Null(content.Affinity);
        Assert.Null(content.Stickiness);
    }

    [Fact]
    public void Content_OfALaneInFrontOfWeights_HasBoth()
    {
        var content = PolicyComposer.Content(Key, Policies.Weight(20) with { Traffic = new() { Lanes = [Lane] } });

        Assert.Equal((20u, 0u), (content.CanaryWeight, content.LaneWeight));
        Assert.Equal(
            new Wire.Condition { Source = Wire.Condition.Types.Source.Header, Name = "canary", Test = Wire.Condition.Types.Test.Exact, Value = "true" },
            Assert.Single(Assert.Single(content.Lanes).Conditions));
    }

    [Fact]
    public void Content_AtRest_LeadsNobody()
    {
        var content = PolicyComposer.Content(Key, Policies.Weight(0) with { Traffic = new() { Lanes = [Lane], Sticky = new(StickySource.ClientAddress, "") } });

        Assert.Empty(content.Lanes);
        Assert.Null(content.Stickiness);
    }

    // A proxy that knows no lanes must send nobody there.
    [Fact]
    public void Content_OfAnAbTest_DrawsNobodyElse()
    {
        var content = PolicyComposer.Content(Key, Policies.Weight(100) with { Traffic = new() { Lanes = [Lane], LanesOnly = true } });

        Assert.Equal((0u, 100u), (content.CanaryWeight, content.LaneWeight));
    }

    [Fact]
    public void Content_OfCookies_NamesTheTrialAndTheWeight()
    {
        var affinity = PolicyComposer.Content(Key, Policies.Weight(20) with { Traffic = new() { Affinity = new("c", 60, "p", 30, "; Secure") } }).Affinity;

        Assert.Equal(("c", "c=v-new", "c=v-new; Max-Age=60; Secure"), (affinity.Name, affinity.Canary, affinity.SetCanary));
        Assert.Equal(("p=v-new-20", "p=v-new-20; Max-Age=30; Secure"), (affinity.Primary, affinity.SetPrimary));
        Assert.Equal("c=; Max-Age=-1; Secure", affinity.Expire);
    }

    [Fact]
    public void Content_OfCookiesWithoutThePrimarys_SetsNoneForIt()
    {
        var affinity = PolicyComposer.Content(Key, Policies.Weight(20) with { Traffic = new() { Affinity = new("c", 60, null, 30, "") } }).Affinity;

        Assert.Equal(("", ""), (affinity.Primary, affinity.SetPrimary));
    }

    [Fact]
    public void ForPod_OfTheCopy_HasNoRules()
    {
        var content = PolicyComposer.Content(Key, Policies.Weight(20) with
        {
            MirrorWeight = 50,
            Traffic = new() { Lanes = [Lane], LanesOnly = true, Affinity = new("c", 60, null, 30, ""), Sticky = new(StickySource.ClientAddress, "") },
        });

        var policy = PolicyComposer.ForPod(content, new(1, 1), Policies.Pod("c1") with { Track = "canary" }, 1).Policy;

        Assert.Equal((0, 0u, 0u), (policy.Lanes.Count, policy.LaneWeight, policy.MirrorWeight));
        Assert.True(policy is { Affinity: null, Stickiness: null });
    }
}
