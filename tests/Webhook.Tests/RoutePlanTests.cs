using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Where a mesh splits, the plan says so: no proxy, no ports, and the configuration as always.</summary>
public sealed class RoutePlanTests
{
    private const string Hash = "00112233445566aa";

    [Theory]
    [InlineData("""{"v":1}""", 0, true)]
    [InlineData("""{"v":1,"ports":null,"config":null}""", 0, true)]
    [InlineData("""{"v":1,"by":"istio","config":{"configmap/a":"0123456789"}}""", 0, true)]
    [InlineData("""{"v":1,"ports":[null]}""", 0, false)]
    [InlineData("""{"v":2,"by":"istio"}""", 0, false)]
    public void Plan_InAnyForm_IsReadOrRefusedWithASentence(string text, int ports, bool isRead)
    {
        var plan = PortPlan.Parse(text, out var fault);

        Assert.Equal(isRead, plan is not null);
        Assert.Equal(isRead, fault is null);
        Assert.True(plan is null || plan.Ports.Count == ports);
    }

    [Fact]
    public void Plan_OfTheProxies_IsWrittenAsEver() => Assert.Equal("""{"v":1,"ports":[],"config":{}}""", new PortPlan { V = 1 }.ToJson());

    [Fact]
    public void Planner_KeepsWhoSplits_AndNumbersNothing()
    {
        var template = (JsonObject)Some.Deployment().At("spec", "template")!;
        JsonObject[] services = [Some.Service("""{"name":"http","port":80,"targetPort":"http"}""")];
        Assert.NotEmpty(PortPlanner.Plan(template, services, [], null).Plan.Ports);

        var plan = PortPlanner.Plan(template, services, [], new() { V = 1, By = "istio" }).Plan;

        Assert.Equal(("istio", 0, true), (plan.By, plan.Ports.Count, plan.IsSplit));
    }

    [Fact]
    public void Pod_OfARoute_GetsItsConfigurationAndNoProxy()
    {
        var pod = Pod(new() { V = 1, By = "istio", Config = new Dictionary<string, string> { ["configmap/settings"] = Hash } });
        var view = PodView.Of(pod);
        Assert.Null(view.Skip());

        var made = PodInjection.Inject(pod, view, Some.Injection);

        Assert.Equal($"settings-{Hash}", made.Objects("spec", "volumes").Single().Text("configMap", "name"));
        Assert.Single(made.Objects("spec", "containers"));
        Assert.Empty(made.Objects("spec", "initContainers"));
        Patches.AssertSame(made, PodInjection.Inject(made, PodView.Of(made), Some.Injection));
    }

    [Theory]
    [InlineData("istio")]
    [InlineData(null)]
    public void Pod_WithNeitherPortsNorConfiguration_IsLeftAlone(string? by) =>
        Assert.Equal(SkipReasons.NoPorts, PodView.Of(Pod(new() { V = 1, By = by })).Skip());

    private static JsonObject Pod(PortPlan plan) => new()
    {
        ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [AnnotationNames.Plan] = plan.ToJson() } },
        ["spec"] = new JsonObject
        {
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = "web:1" }),
            ["volumes"] = new JsonArray(new JsonObject { ["name"] = "settings", ["configMap"] = new JsonObject { ["name"] = "settings" } }),
        },
    };
}
