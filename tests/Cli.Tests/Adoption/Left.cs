using System.Text.Json.Nodes;
using CanaryMesh.Cli.Adoption;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Tests.Adoption;

/// <summary>What Flagger 1.44 leaves around the Deployment api of a namespace.</summary>
internal static class Left
{
    public static JsonObject Canary { get; } = Parse("""
        {"metadata":{"name":"api","namespace":"shop","uid":"c","resourceVersion":"5","finalizers":["finalizer.flagger.app","other/one"]},
         "spec":{"targetRef":{"kind":"Deployment","name":"api"},"service":{"port":80}},"status":{"phase":"Succeeded"}}
        """);

    public static AdoptionFacts Facts { get; } = new()
    {
        Canary = Canary,
        Target = Deployment("api", "api", 0, 0),
        Primary = Primary(3, 3),
        Services = [Service("api", "api-primary"), Service("api-primary", "api-primary"), Service("api-canary", "api")],
        Slices = [Slice("api", "api-primary-1"), Slice("api-primary", "api-primary-1")],
        Scalers = [Scaler("api", "api"), Scaler("api-primary", "api-primary")],
        Configs = [(ObjectKind.ConfigMaps, Owned("cfg-primary")), (ObjectKind.ConfigMaps, Parse("""{"metadata":{"name":"cfg"}}"""))],
    };

    /// <summary>The target is whole and the Services lead to it.</summary>
    public static AdoptionFacts Moved { get; } = Facts with
    {
        Target = Deployment("api", "api", 3, 3),
        Services = [Service("api", "api"), Service("api-primary", "api"), Service("api-canary", "api")],
        Slices = [Slice("api", "api-1"), Slice("api-primary", "api-1"), Slice("api-canary", "api-1")],
    };

    public static JsonObject Primary(int replicas, int ready)
    {
        var primary = Deployment("api-primary", "api-primary", replicas, ready);
        primary["metadata"]!["ownerReferences"] = Owner();
        var template = primary["spec"]!["template"]!;
        template["metadata"]!["annotations"] = new JsonObject { ["flagger-id"] = "8d4e" };
        template["spec"]!["containers"]![0]!["envFrom"] = JsonNode.Parse("""[{"configMapRef":{"name":"cfg-primary"}},{"secretRef":{"name":"read-primary"}}]""");
        template["spec"]!["affinity"]!["podAntiAffinity"]!["required"]!["matchExpressions"]![0]!["values"]![0] = "api-primary";
        return primary;
    }

    public static JsonObject Deployment(string name, string app, int replicas, int ready, string image = "shop/api:1") => Parse($$"""
        {"metadata":{"name":"{{name}}","namespace":"shop","uid":"u-{{name}}","resourceVersion":"7","generation":2},
         "spec":{"replicas":{{replicas}},"selector":{"matchLabels":{"app":"{{app}}"} },
          "template":{"metadata":{"labels":{"app":"{{app}}","tier":"web"} },"spec":{"containers":[{"name":"api","image":"{{image}}",
            "envFrom":[{"configMapRef":{"name":"cfg"} },{"secretRef":{"name":"read-primary"} }] }],
            "affinity":{"podAntiAffinity":{"required":{"matchExpressions":[{"key":"app","operator":"In","values":["api"] }] } } } } } },
         "status":{"observedGeneration":2,"replicas":{{ready}},"updatedReplicas":{{ready}},"readyReplicas":{{ready}},"availableReplicas":{{ready}} } }
        """);

    public static JsonObject Controller(int replicas, string args = "[]", string image = "ghcr.io/fluxcd/flagger:1.44.0") => Parse($$"""
        {"metadata":{"name":"flagger","namespace":"flagger-system"},"spec":{"replicas":{{replicas}},
         "template":{"spec":{"containers":[{"image":"{{image}}","args":{{args}}}]} } } }
        """);

    public static JsonObject Service(string name, string app) => Parse($$"""
        {"metadata":{"name":"{{name}}","namespace":"shop","resourceVersion":"3","ownerReferences":{{Owner().ToJsonString()}} },"spec":{"selector":{"app":"{{app}}"} } }
        """);

    public static JsonObject Slice(string service, string pod) => Parse($$"""
        {"metadata":{"labels":{"kubernetes.io/service-name":"{{service}}"} },"endpoints":[{"conditions":{"ready":true},"targetRef":{"name":"{{pod}}"} }] }
        """);

    public static JsonObject Owned(string name) => Parse($$"""{"metadata":{"name":"{{name}}","namespace":"shop","resourceVersion":"4","ownerReferences":{{Owner().ToJsonString()}} } }""");

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonObject Scaler(string name, string target)
    {
        var scaler = Owned(name);
        scaler["spec"] = new JsonObject { ["scaleTargetRef"] = new JsonObject { ["name"] = target } };
        return scaler;
    }

    private static JsonArray Owner() => new(new JsonObject { ["kind"] = "Canary", ["uid"] = "c", ["controller"] = true });
}
