using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

/// <summary>What an applier finds: an app on trial with something of every kind that can be written.</summary>
internal static class AppliedWorld
{
    private const string Steered = """{"v":1,"on":true,"ports":[{"port":80,"from":8080,"to":"http"}]}""";

    /// <summary>The same, with a Service that the Canary asks for.</summary>
    public static RolloutWorld Asking()
    {
        var world = Create();
        world.Canary["spec"]!["service"] = new JsonObject { ["port"] = 80 };
        return world with { WantedApex = ApexBuilder.Build(world.Canary, world.Target!) };
    }

    public static RolloutWorld Create()
    {
        var target = Thing.Deployment(each => each["spec"]!["template"] = Thing.Template("v2"));
        var template = (JsonObject)target["spec"]!["template"]!;
        var plan = PortPlanner.Plan(template, [Thing.Service()], [], null).Plan;
        var copy = Thing.Deployment();
        copy["metadata"]!["uid"] = "copy-uid";
        return new()
        {
            Canary = Thing.Canary(),
            Policies = new([Policy("front-canary-subject")], [Policy("old")]),
            Target = target,
            Copy = copy,
            CopyPods = [Thing.View("web-0", proxied: false), Thing.View("web-1")],
            Sets = [Thing.SetView("web-0", "v0", 0, 0, 0), Thing.SetView("web-1", "v1", 4, 4, 1)],
            Shared = [Thing.Service("http", "other", each => each.Annotate(AnnotationNames.Steering, Steered))],
            Services = [Thing.Service("http", change: each => each.Annotate(AnnotationNames.Steering, Steered)), Thing.Service("http", "other", each => each.Annotate(AnnotationNames.Steering, Steered)), Thing.Service(name: "free")],
            Apex = SteeringReader.Ports([Thing.Service()], template, plan),
            Plan = plan,
            Config = new Dictionary<string, string> { ["configmap/settings"] = "absent" },
            Labels = LabelRewrite.For(target, []),
            Seen = new()
            {
                ObservedAt = DateTimeOffset.UnixEpoch,
                Key = new("shop", "web"),
                Spec = new() { Target = "web", Interval = TimeSpan.FromSeconds(10), Threshold = 3, Steps = new(10, 50, []) },
                Status = new() { Phase = RolloutPhase.Progressing, Trial = Thing.HashOf("v2"), Promoted = [Thing.HashOf("v1")] },
                Target = new() { ResourceVersion = "7", TemplateHash = Thing.HashOf("v2"), PrimaryHash = Thing.HashOf("v1") },
                Copy = new() { Hash = Thing.HashOf("v2"), Replicas = 1, Ready = 1 },
            },
        };
    }

    private static JsonObject Policy(string name) =>
        new() { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop", ["uid"] = "u-" + name }, ["spec"] = new JsonObject() };
}
