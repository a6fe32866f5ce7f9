using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;
using FsCheck.Xunit;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

/// <summary>What leaving takes away is what onboarding brought, to the byte, and nothing else.</summary>
public class UninjectTests
{
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
