using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;
using FsCheck.Xunit;

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

    [Property(MaxTest = 300)]
    public void Restore_AfterPlan_IsByteForByteTheTeamsTemplate(byte[] shape)
    {
        var deployment = Thing.Deployment(each => each["spec"]!["template"] = Shaped(shape));
        var before = deployment.At("spec", "template")!.ToJsonString();

        if (TargetPatches.Plan(deployment, PlanOf(deployment)) is { } patch)
        {
            deployment["spec"]!["template"] = patch[1]!["value"]!.DeepClone();
        }

        Assert.Equal(before, Restored(deployment, null).ToJsonString());
    }

    [Fact]
    public void Restore_OfAHeldTarget_TakesThePrimarysTemplateAndResumes()
    {
        var deployment = Thing.Deployment(each =>
        {
            each["spec"]!["template"] = Thing.Template("v2");
            each["spec"]!["paused"] = true;
            each.Annotate(AnnotationNames.Held, "x");
            each.Annotate(AnnotationNames.Managed, "true");
        });
        var primary = Thing.Template("v1");
        PlannedTemplate.Apply(primary, PlanOf(deployment));
        primary["metadata"]!["labels"]!["pod-template-hash"] = "abc";

        var patch = TargetPatches.Restore(deployment, primary);

        Assert.Equal(Thing.Template("v1").ToJsonString(), Restored(deployment, primary).ToJsonString());
        Assert.Equal(
            ["/metadata/resourceVersion", "/spec/template", "/metadata/annotations/canary.footanalytics.io~1held", "/metadata/annotations/canary.footanalytics.io~1managed", "/spec/paused"],
            patch.Select(each => each.Text("path")));
    }

    [Fact]
    public void Restore_OfATargetThatTheTeamPaused_LeavesTheirPauseAndTemplate()
    {
        var deployment = Thing.Deployment(each => each["spec"]!["paused"] = true);

        var patch = TargetPatches.Restore(deployment, Thing.Template("v0"));

        Assert.DoesNotContain(patch, each => each.Text("path") == "/spec/paused");
        Assert.Equal(Thing.Template("v1").ToJsonString(), Restored(deployment, Thing.Template("v0")).ToJsonString());
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

    private static JsonNode Restored(JsonObject deployment, JsonObject? primary) => TargetPatches.Restore(deployment, primary)[1]!["value"]!;

    private static PortPlan PlanOf(JsonObject deployment) =>
        PortPlanner.Plan((JsonObject)deployment.At("spec", "template")!, [Thing.Service(), Thing.Service("9090", "admin"), Thing.Service("web", "named")], [], null).Plan;

    // One container per byte: with or without ports, names, protocols and other members; metadata with or without annotations.
    private static JsonObject Shaped(byte[] shape)
    {
        var containers = new JsonArray();
        foreach (var (each, index) in shape.Append((byte)0).Select((each, index) => (each, index)))
        {
            var container = new JsonObject { ["name"] = $"c{index}", ["image"] = "i" };
            var entry = new JsonObject { ["containerPort"] = each % 3 == 0 ? 8080 : 9090 };
            Add(each, 1, () => entry["protocol"] = "TCP");
            Add(each, 2, () => entry["name"] = "web");
            Add(each, 4, () => container["ports"] = new JsonArray(entry));
            Add(each, 8, () => container["resources"] = new JsonObject());
            containers.Add((JsonNode)container);
        }

        var metadata = new JsonObject { ["labels"] = new JsonObject { ["app"] = "web" } };
        Add(shape.FirstOrDefault(), 16, () => metadata["annotations"] = new JsonObject { ["x"] = "y" });
        return new() { ["metadata"] = metadata, ["spec"] = new JsonObject { ["containers"] = containers } };
    }

    private static void Add(byte each, int bit, Action add)
    {
        if ((each & bit) != 0)
        {
            add();
        }
    }
}
