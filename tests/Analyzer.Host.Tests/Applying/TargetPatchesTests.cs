using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

public class TargetPatchesTests
{
    [Fact]
    public void Resume_IsGuardedAndTakesPauseAndMarkOff() => Assert.Equal(
        """{"metadata":{"resourceVersion":"7","annotations":{"canary.footanalytics.io/held":null}},"spec":{"paused":null}}""",
        TargetPatches.Resume("7").ToJsonString());

    [Fact]
    public void Hold_IsGuardedAndMarks()
    {
        var patch = TargetPatches.Hold("7", "v1:x");

        Assert.Equal(("7", "v1:x", "true", true), (patch.Text("metadata", "resourceVersion"), patch.Annotation(AnnotationNames.Held), patch.Annotation(AnnotationNames.Managed), patch.Flag("spec", "paused")));
    }

    [Fact]
    public void Plan_WrittenTwice_ChangesNothingTheSecondTime()
    {
        var deployment = Thing.Deployment();
        var plan = PlanOf(deployment);

        var patch = TargetPatches.Plan(deployment, plan)!;
        deployment["spec"]!["template"] = patch[1]!["value"]!.DeepClone();

        Assert.Equal(("/metadata/resourceVersion", "7"), (patch[0].Text("path"), patch[0].Text("value")));
        Assert.Null(TargetPatches.Plan(deployment, plan));
    }

    [Fact]
    public void Failed_IsProgressingFalseWithTheSentence()
    {
        var patch = TargetPatches.Failed("7", "5 of 9 failed", DateTimeOffset.UnixEpoch);
        var condition = patch.Objects("status", "conditions").Single();

        Assert.Equal("7", patch.Text("metadata", "resourceVersion"));
        Assert.Equal(("Progressing", "False", "ProgressDeadlineExceeded", "5 of 9 failed", "1970-01-01T00:00:00Z"), (condition.Text("type"), condition.Text("status"), condition.Text("reason"), condition.Text("message"), condition.Text("lastTransitionTime")));
    }

    [Fact]
    public void NotFailed_DeletesTheConditionByItsKey() =>
        Assert.Equal("""{"status":{"conditions":[{"type":"Progressing","$patch":"delete"}]}}""", TargetPatches.NotFailed().ToJsonString());

    private static PortPlan PlanOf(JsonObject deployment) =>
        PortPlanner.Plan((JsonObject)deployment.At("spec", "template")!, [Thing.Service(), Thing.Service("9090", "admin"), Thing.Service("web", "named")], [], null).Plan;
}
