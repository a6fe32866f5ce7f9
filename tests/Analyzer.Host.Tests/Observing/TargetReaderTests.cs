using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public class TargetReaderTests
{
    private static readonly string V1 = Thing.HashOf("v1");
    private static readonly string V2 = Thing.HashOf("v2");
    private static readonly ReplicaSetView Serving = Thing.SetView("web-1", "v1", 4, 4, 1);
    private readonly JsonObject _deployment = Thing.Deployment();
    private RolloutStatus _status = new() { Promoted = [V1] };

    [Fact]
    public void Read_OfAServingTarget_SeesIt()
    {
        var seen = Read([Serving], [Thing.View("a"), Thing.View("b", proxied: false), Thing.View("c", ready: false)]);

        Assert.Equal(("7", V1, V1, 4, 4), (seen.ResourceVersion, seen.TemplateHash, seen.PrimaryHash, seen.Replicas, seen.PrimaryReady));
        Assert.Equal((2, true, false, false), (seen.Ready, seen.RolledOut, seen.Paused, seen.HasOurs));
    }

    [Fact]
    public void Primary_IsThePromotedVersionWhileItHasAReadyPod()
    {
        var newer = Thing.SetView("web-2", "v2", 4, 3, 2);

        Assert.Equal(V1, Read([newer, Serving with { Ready = 1 }]).PrimaryHash);
        Assert.Equal(V2, Read([newer, Serving with { Ready = 0 }]).PrimaryHash);
    }

    [Fact]
    public void Primary_OfAnUnknownTarget_IsWhatMostReadyPodsRun()
    {
        _status = new();

        Assert.Equal(V2, Read([Serving with { Ready = 1 }, Thing.SetView("web-2", "v2", 3, 3, 2)]).PrimaryHash);
    }

    [Fact]
    public void Primary_OfAnUnknownTargetInTheMiddle_IsNotTheNewTemplate()
    {
        _status = new();

        Assert.Equal(V2, Read([Serving with { Ready = 2 }, Thing.SetView("web-2", "v2", 2, 2, 2)]).PrimaryHash);
    }

    [Fact]
    public void Primary_WithoutAReadyPod_IsUnknown()
    {
        var seen = Read([Serving with { Ready = 0 }]);

        Assert.Equal((null, 0), (seen.PrimaryHash, seen.PrimaryReady));
    }

    [Fact]
    public void Dangerous_OfAHeldTarget_AreTheEqualAndTheYoungerAtZero()
    {
        Hold("v3");

        var seen = Read([
            Serving,
            Thing.SetView("older", "v0", 0, 0, 0),
            Thing.SetView("younger", "v2", 0, 0, 2),
            Thing.SetView("equal", "v3", 0, 0, 0),
            Thing.SetView("live", "v4", 1, 0, 3)]);

        Assert.Equal(["younger", "equal"], seen.Dangerous);
    }

    [Fact]
    public void Dangerous_NeverHasThePrimaryScaledToZero()
    {
        Hold("v2");

        var seen = Read([Thing.SetView("web-1", "v1", 0, 0, 1), Thing.SetView("web-1-before-proxies", "v1", 0, 0, 0), Thing.SetView("web-2", "v2", 0, 0, 2)]);

        Assert.Equal(["web-2"], seen.Dangerous);
    }

    [Fact]
    public void Dangerous_WithNoPrimaryKnown_IsNothing()
    {
        _status = new();
        Hold("v2");

        Assert.Empty(Read([Thing.SetView("web-1", "v1", 0, 0, 1), Thing.SetView("web-2", "v2", 0, 0, 2)]).Dangerous);
    }

    [Fact]
    public void Dangerous_OfAnUnheldTarget_IsNothing() => Assert.Empty(Read([Serving, Thing.SetView("web-2", "v2", 0, 0, 2)]).Dangerous);

    [Fact]
    public void Dangerous_KeepsASetWhosePodsAreStillEnding()
    {
        Hold("v2");

        Assert.Empty(Read([Serving, Thing.SetView("web-2", "v2", 0, 0, 2, replicas: 1)]).Dangerous);
    }

    [Fact]
    public void Live_IsNewestFirst() =>
        Assert.Equal(["web-2", "web-1"], Read([Serving, Thing.SetView("web-2", "v2", 1, 0, 2), Thing.SetView("web-0", "v0", 0, 0, 0)]).Live.Select(set => set.Name));

    [Theory]
    [InlineData("replicas", 5)]
    [InlineData("updatedReplicas", 3)]
    [InlineData("availableReplicas", 3)]
    [InlineData("observedGeneration", 2)]
    public void RolledOut_WithOneNumberOff_IsFalse(string member, int value)
    {
        _deployment["status"]![member] = value;

        Assert.False(Read([Serving]).RolledOut);
    }

    [Fact]
    public void RolledOut_WhilePaused_IsFalse()
    {
        _deployment["spec"]!["paused"] = true;

        Assert.False(Read([Serving]).RolledOut);
    }

    [Theory]
    [InlineData("False", "ProgressDeadlineExceeded", true, true, false)]
    [InlineData("False", "ProgressDeadlineExceeded", false, false, true)]
    [InlineData("True", "ProgressDeadlineExceeded", true, false, false)]
    [InlineData("False", "ReplicaSetCreateError", true, false, false)]
    [InlineData("Unknown", "DeploymentPaused", true, false, false)]
    public void Failure_IsOursWhilePausedAndTheControllersElse(string status, string reason, bool paused, bool marked, bool stalled)
    {
        _deployment["spec"]!["paused"] = paused;
        _deployment["status"]!["conditions"] = new JsonArray(new JsonObject { ["type"] = "Progressing", ["status"] = status, ["reason"] = reason });

        var seen = Read([Serving]);

        Assert.Equal((marked, stalled), (seen.MarkedFailed, seen.Stalled));
    }

    [Fact]
    public void UpdatedAvailable_IsNeverMoreThanTheControllerCounts()
    {
        _deployment["status"]!["updatedReplicas"] = 1;

        Assert.Equal(1, Read([Serving with { Ready = 3 }]).UpdatedAvailable);
    }

    [Fact]
    public void Plan_IsCurrentOnlyWhenTheTemplateCarriesIt()
    {
        var template = (JsonObject)_deployment["spec"]!["template"]!;
        var planning = PortPlanner.Plan(template, [Thing.Service()], [], null);

        Assert.False(Read([Serving], planning: planning).PlanCurrent);
        PlannedTemplate.Apply(template, planning.Plan);
        var seen = Read([Serving], planning: planning);

        Assert.Equal((true, true, true), (seen.PlanCurrent, seen.HasOurs, seen.Splittable));
    }

    [Fact]
    public void NotSplittable_SaysWhy()
    {
        var seen = Read([Serving], planning: PortPlanner.Plan((JsonObject)_deployment["spec"]!["template"]!, [], [], null));

        Assert.Equal((false, true), (seen.Splittable, seen.NotSplittableReason?.Contains("no Service selects the pods", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(AnnotationNames.Held)]
    [InlineData(AnnotationNames.Managed)]
    public void HasOurs_WithAMarkOfOurs_IsTrue(string name)
    {
        _deployment.Annotate(name, "x");

        Assert.True(Read([Serving]).HasOurs);
    }

    [Fact]
    public void Hash_OfARestart_IsTheSame_AndFollowsTheSetting()
    {
        var template = (JsonObject)_deployment["spec"]!["template"]!;
        template["metadata"]!["annotations"] = new JsonObject { [AnnotationNames.RestartedAt] = "now" };

        Assert.Equal(V1, TemplateHashes.Of(_deployment, Thing.Restarts));
        Assert.NotEqual(V1, TemplateHashes.Of(_deployment, []));
        Assert.Equal(V1, TemplateHashes.Of(_deployment, Thing.Restarts));
    }

    private void Hold(string image)
    {
        _deployment["spec"]!["template"] = Thing.Template(image);
        _deployment["spec"]!["paused"] = true;
        _deployment.Annotate(AnnotationNames.Held, "hash");
    }

    private TargetObservation Read(IReadOnlyList<ReplicaSetView> sets, IReadOnlyList<PodView>? pods = null, PortPlanning? planning = null) => TargetReader.Read(
        new(_deployment, sets, pods ?? [], [], planning ?? new(new() { V = 1 }, []), NotSafe: null, SkipReason: null, MarkMissingFor: null), _status, Thing.Restarts);
}
