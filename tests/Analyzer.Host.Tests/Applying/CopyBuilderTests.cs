using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

public class CopyBuilderTests
{
    private readonly JsonObject _target = Thing.Deployment(deployment =>
    {
        deployment["metadata"]!["ownerReferences"] = JsonNode.Parse("""[{ "kind": "App", "name": "x", "uid": "x", "controller": true }]""");
        deployment["metadata"]!["finalizers"] = new JsonArray("x");
        deployment.Annotate(AnnotationNames.Enabled, "true");
        deployment.Annotate("argocd.argoproj.io/tracking-id", "x");
        deployment["spec"]!["paused"] = true;
        deployment["spec"]!["progressDeadlineSeconds"] = 90;
        deployment["spec"]!["minReadySeconds"] = 5;
    });

    [Fact]
    public void Build_TakesNothingOfTheTargetsMetadata()
    {
        var copy = Build();

        Assert.Equal(("web-canary", "shop"), (copy.Text("metadata", "name"), copy.Text("metadata", "namespace")));
        Assert.Equal(["name", "namespace", "labels", "annotations", "ownerReferences"], copy["metadata"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal([AnnotationNames.Trial], copy["metadata"]!["annotations"]!.AsObject().Select(pair => pair.Key));
        Assert.Null(copy.Label("team"));
        Assert.Equal("c1", copy.Objects("metadata", "ownerReferences").Single().Text("uid"));
    }

    [Fact]
    public void Build_KeepsTheDeadlinesAndTheReplicasAskedFor()
    {
        var copy = Build();

        Assert.Equal((2, 90, 5, 0, false), (copy.Number("spec", "replicas"), copy.Number("spec", "progressDeadlineSeconds"), copy.Number("spec", "minReadySeconds"), copy.Number("spec", "revisionHistoryLimit"), copy.Flag("spec", "paused")));
    }

    [Fact]
    public void Build_TemplateIsTheTargetsButForItsLabels()
    {
        var copy = Build().At("spec", "template")!;

        Assert.Equal("""{"app":"web-canary","tier":"front","canary.footanalytics.io/track":"canary"}""", copy["metadata"]!["labels"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(copy["spec"], _target.At("spec", "template", "spec")));
    }

    [Fact]
    public void Build_LeavesTheTargetAsItWas()
    {
        var before = _target.ToJsonString();

        Build();

        Assert.Equal(before, _target.ToJsonString());
    }

    [Fact]
    public void Build_IsSelectedByItsOwnSelectorAndByNobodyElses()
    {
        JsonObject[] services = [Thing.Service(), Thing.Service(name: "tier", change: each => each["spec"]!["selector"] = new JsonObject { ["tier"] = "front" })];
        PlannedTemplate.Apply((JsonObject)_target.At("spec", "template")!, new() { V = 1 });

        var copy = Build(services);
        var template = (JsonObject)copy.At("spec", "template")!;

        Assert.All(services, service => Assert.False(PortPlanner.Selects(service, template)));
        Assert.False(Matches(_target.At("spec", "selector", "matchLabels"), template));
        Assert.True(Matches(copy.At("spec", "selector", "matchLabels"), template));
        Assert.False(Matches(copy.At("spec", "selector", "matchLabels"), _target.At("spec", "template")!));
    }

    [Fact]
    public void Build_RewritesWhereItsPodsKeepAwayFromEachOther()
    {
        var spec = _target.At("spec", "template", "spec")!;
        spec["affinity"] = JsonNode.Parse(
            """
            {
              "podAntiAffinity": {
                "requiredDuringSchedulingIgnoredDuringExecution": [{ "topologyKey": "zone", "labelSelector": { "matchLabels": { "app": "web" } } }],
                "preferredDuringSchedulingIgnoredDuringExecution": [{ "weight": 1, "podAffinityTerm": { "topologyKey": "host", "labelSelector": { "matchExpressions": [{ "key": "app", "operator": "In", "values": ["web", "api"] }] } } }]
              },
              "podAffinity": { "requiredDuringSchedulingIgnoredDuringExecution": [{ "topologyKey": "zone", "labelSelector": { "matchLabels": { "app": "web" } } }] }
            }
            """);
        spec["topologySpreadConstraints"] = JsonNode.Parse("""[{ "maxSkew": 1, "topologyKey": "zone", "labelSelector": { "matchLabels": { "app": "web", "tier": "front" } } }]""");

        var copy = Build().At("spec", "template", "spec")!;

        Assert.Equal("web-canary", copy.At("affinity", "podAntiAffinity")!["requiredDuringSchedulingIgnoredDuringExecution"]![0].Text("labelSelector", "matchLabels", "app"));
        Assert.Equal("""["web-canary","api-canary"]""", copy.At("affinity", "podAntiAffinity")!["preferredDuringSchedulingIgnoredDuringExecution"]![0].At("podAffinityTerm", "labelSelector")!["matchExpressions"]![0]!["values"]!.ToJsonString());
        Assert.Equal("""{"app":"web-canary","tier":"front"}""", copy["topologySpreadConstraints"]![0].At("labelSelector", "matchLabels")!.ToJsonString());
        Assert.Equal("web", copy.At("affinity", "podAffinity")!["requiredDuringSchedulingIgnoredDuringExecution"]![0].Text("labelSelector", "matchLabels", "app"));
    }

    [Fact]
    public void Build_LeavesReadinessGatesOut()
    {
        _target.At("spec", "template", "spec")!["readinessGates"] = JsonNode.Parse("""[{ "conditionType": "target-health.elbv2.k8s.aws/x" }]""");

        Assert.Null(Build().At("spec", "template", "spec", "readinessGates"));
    }

    private JsonObject Build(params JsonObject[] services) => CopyBuilder.Build(_target, Thing.Canary(), LabelRewrite.For(_target, services), "hash", 2);

    private static bool Matches(JsonNode? selector, JsonNode template) =>
        selector!.AsObject().All(pair => template.Label(pair.Key) == (string?)pair.Value);
}
