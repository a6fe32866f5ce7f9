using System.Text.Json.Nodes;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests.Istio;

public sealed class MeshPortsTests
{
    // A team's own list, and what becomes of it: kept, in its order, with ours behind.
    [Theory]
    [InlineData(null, "14070")]
    [InlineData("", "14070")]
    [InlineData("9000", "9000,14070")]
    [InlineData("9000, 22", "9000, 22,14070")]
    [InlineData("9000,", "9000,14070")]
    [InlineData("14070,9000", "14070,9000")]
    [InlineData("140700", "140700,14070")]
    [InlineData("8080", "8080,14070,14080,14180")]
    [InlineData("8080,14180", "8080,14180,14070,14080")]
    [InlineData("*", "*")]
    public void ExcludeInbound_HasTheAdminPort_AndOursWhereTheAppsIs(string? given, string expected) =>
        Assert.Equal(expected, Applied(MeshPorts.ExcludeInbound, given));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("*", "*")]
    [InlineData("9000", "9000")]
    [InlineData("9000,8080", "9000,8080,14080,14180")]
    public void IncludeInbound_HasOursOnlyWhereTheAppsIs(string? given, string? expected) => Assert.Equal(expected, Applied(MeshPorts.IncludeInbound, given));

    [Theory]
    [InlineData(null, "14010,14180")]
    [InlineData("3306", "3306,14010,14180")]
    [InlineData("14180,3306", "14180,3306,14010")]
    [InlineData("*", "*")]
    public void ExcludeOutbound_HasTheControlPortAndTheSecondHop(string? given, string expected) => Assert.Equal(expected, Applied(MeshPorts.ExcludeOutbound, given));

    // The label is what Istio reads first.
    [Theory]
    [InlineData(null, null, false)]
    [InlineData("false", null, true)]
    [InlineData(null, "false", true)]
    [InlineData("false", "true", true)]
    [InlineData("true", "false", false)]
    public void Apply_APodThatRefusesTheSidecar_IsLeftAlone(string? label, string? annotation, bool refused)
    {
        var pod = Some.Pod().With(each =>
        {
            foreach (var (place, word) in new[] { ("labels", label), ("annotations", annotation) }.Where(pair => pair.Item2 is not null))
            {
                each["metadata"]![place]!["sidecar.istio.io/inject"] = word;
            }
        });

        MeshPorts.Apply(pod, PortPlan.OfTemplate(pod)!, 14070, 14010);

        Assert.Equal(refused, pod.Annotation(MeshPorts.ExcludeInbound) is null);
    }

    // Who asks for no sidecar and has one written into the template is in the mesh.
    [Fact]
    public void Apply_APodThatHasTheSidecarAnyway_IsNotLeftAlone()
    {
        var pod = new IstioInjector(true).Inject(Some.Pod().With(each => each["metadata"]!["labels"]!["sidecar.istio.io/inject"] = "false"));

        MeshPorts.Apply(pod, PortPlan.OfTemplate(pod)!, 14070, 14010);

        Assert.Equal("14070", pod.Annotation(MeshPorts.ExcludeInbound));
    }

    [Fact]
    public void Apply_ToItsOwnResult_ChangesNothing()
    {
        var pod = Some.Pod().With(each => ((JsonObject)each["metadata"]!["annotations"]!)[MeshPorts.ExcludeInbound] = "8080");
        MeshPorts.Apply(pod, PortPlan.OfTemplate(pod)!, 14070, 14010);

        var again = pod.Copy(each => MeshPorts.Apply(each, PortPlan.OfTemplate(each)!, 14070, 14010));

        Patches.AssertSame(pod, again);
    }

    [Theory]
    [InlineData("""["istio-iptables","-o","-d","15090"]""")]
    [InlineData("""["istio-iptables","-d","15090","-o"]""")]
    public void Apply_WhereAnOptionOfIstiosRulesHasNoValue_LeavesTheRulesAlone(string args)
    {
        var pod = Some.Pod().With(each => each["spec"]!["initContainers"] = new JsonArray(new JsonObject { ["name"] = "istio-init", ["args"] = JsonNode.Parse(args) }));

        MeshPorts.Apply(pod, PortPlan.OfTemplate(pod)!, 14070, 14010);

        Assert.Equal(args, pod["spec"]!["initContainers"]![0]!["args"]!.ToJsonString());
    }

    private static string? Applied(string name, string? given)
    {
        var pod = Some.Pod().With(each =>
        {
            if (given is not null)
            {
                each["metadata"]!["annotations"]![name] = given;
            }
        });
        MeshPorts.Apply(pod, PortPlan.OfTemplate(pod)!, 14070, 14010);
        return pod.Annotation(name);
    }
}
