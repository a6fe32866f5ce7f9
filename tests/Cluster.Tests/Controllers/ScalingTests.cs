using CanaryMesh.Cluster.Controllers.Deployments;
using CanaryMesh.Cluster.Controllers.Objects;

namespace CanaryMesh.Cluster.Tests.Controllers;

public sealed class ScalingTests
{
    [Fact]
    public void Proportional_InTheMiddleOfARoll_SharesByWhatEachHas()
    {
        var sizes = Scaling.Proportional(Spec(8, 2), 6, [Set("old", 4, 1, max: 6), Set("new", 2, 2, max: 6)]);

        Assert.Equal([("old", 7), ("new", 3)], sizes.Select(s => (s.Set.Name, s.Size)));
    }

    [Fact]
    public void Proportional_ToZero_LeavesNothing()
    {
        var sizes = Scaling.Proportional(Spec(0, 2), 6, [Set("old", 4, 1, max: 6), Set("new", 2, 2, max: 6)]);

        Assert.All(sizes, s => Assert.Equal(0, s.Size));
    }

    [Fact]
    public void Proportional_WithLeftovers_GivesThemToTheLargest()
    {
        var sizes = Scaling.Proportional(Spec(4, 0), 3, [Set("a", 1, 1, max: 3), Set("b", 1, 2, max: 3), Set("c", 1, 3, max: 3)]);

        Assert.Equal([("c", 2), ("b", 1), ("a", 1)], sizes.Select(s => (s.Set.Name, s.Size)));
    }

    [Fact]
    public void ActiveOrLatest_WithoutAnyPods_IsTheYoungestUnlessTheTemplateHasOne()
    {
        ReplicaSetState[] old = [Set("older", 0, 1), Set("younger", 0, 2)];

        Assert.Equal("younger", Scaling.ActiveOrLatest(null, old)?.Name);
        Assert.Equal("current", Scaling.ActiveOrLatest(Set("current", 0, 0), old)?.Name);
    }

    [Fact]
    public void ActiveOrLatest_WithTwoRunning_IsNone() =>
        Assert.Null(Scaling.ActiveOrLatest(Set("new", 1, 2), [Set("old", 1, 1)]));

    [Theory]
    [InlineData("25%", "25%", 4, 1, 1)]
    [InlineData("25%", "25%", 1, 1, 0)]
    [InlineData("30%", "40%", 5, 2, 2)]
    [InlineData("0%", "0%", 3, 0, 1)]
    [InlineData("0%", "100%", 3, 0, 3)]
    public void Spec_OfPercents_RoundsSurgeUpAndUnavailableDown(string surge, string unavailable, int replicas, int maxSurge, int maxUnavailable)
    {
        var spec = new DeploymentSpec(replicas, true, Parse(surge), Parse(unavailable));

        Assert.Equal((maxSurge, maxUnavailable), (spec.MaxSurge, spec.MaxUnavailable));
    }

    [Fact]
    public void NewSize_NeverExceedsTheWishNorTheSurge()
    {
        Assert.Equal(1, RollingMath.NewSize(Spec(3, 1), wishedInAll: 3, wishedNew: 0));
        Assert.Equal(2, RollingMath.NewSize(Spec(3, 1), wishedInAll: 4, wishedNew: 2));
        Assert.Equal(3, RollingMath.NewSize(Spec(3, 1), wishedInAll: 0, wishedNew: 0));
    }

    [Fact]
    public void DropUnhealthy_StopsAtWhatMayGo()
    {
        var changes = RollingMath.DropUnhealthy([Set("b", 3, 2), Set("a", 3, 1) with { Available = 1 }], most: 3);

        Assert.Equal([("a", 1), ("b", 2)], changes.Select(c => (c.Set.Name, c.Size)));
    }

    [Fact]
    public void DropReplaced_WhileAStatusIsBehind_CountsNoPodTwice()
    {
        ReplicaSetState[] all = [Set("old", 2, 1) with { Available = 3 }, Set("new", 2, 2) with { Available = 2 }];

        var changes = RollingMath.DropReplaced(Spec(3, 1), RollingMath.Serving(all), [all[0]]);

        Assert.Equal([("old", 1)], changes.Select(c => (c.Set.Name, c.Size)));
    }

    private static DeploymentSpec Spec(int replicas, int surge) =>
        new(replicas, true, new IntOrPercent(surge, false), new IntOrPercent(0, false));

    private static IntOrPercent Parse(string text) => IntOrPercent.Parse(System.Text.Json.Nodes.JsonValue.Create(text)) ?? default;

    private static ReplicaSetState Set(string name, int wished, int second, int? max = null) =>
        new(name, name, DateTimeOffset.UnixEpoch.AddSeconds(second), wished) { MaxBefore = max };
}
