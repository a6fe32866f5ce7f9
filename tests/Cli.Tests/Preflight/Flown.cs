using System.Text.Json.Nodes;
using CanaryMesh.Cli.Preflight;

namespace CanaryMesh.Cli.Tests.Preflight;

/// <summary>A cluster in which nothing is to be found, and ways to spoil it.</summary>
internal static class Flown
{
    public static PreflightFacts Good { get; } = new()
    {
        Installed = "canarymesh-system",
        Version = Parse("""{"major":"1","minor":"36"}"""),
        Served = new HashSet<string>
        {
            "apps/v1", "admissionregistration.k8s.io/v1", "apiextensions.k8s.io/v1", "authentication.k8s.io/v1", "authorization.k8s.io/v1", "coordination.k8s.io/v1",
            "discovery.k8s.io/v1", "networking.k8s.io/v1", "policy/v1", "rbac.authorization.k8s.io/v1", "autoscaling/v2", "external.metrics.k8s.io/v1beta1",
        },
        Admission = new HashSet<string> { "mutatingadmissionpolicies" },
        Nodes = [Node("v1.36.1")],
        Namespaces = [Parse("""{"metadata":{"name":"shop"} }""")],
        Deployments = [Own("canarymesh-analyzer"), Own("canarymesh-webhook"), Target()],
        Services = [Service()],
        Mutating = [Hooks("canarymesh", "pods"), Hooks("zz-canarymesh", "deployments")],
        Validating = [Hooks("canarymesh", "canaries")],
        Metrics = new("http://prometheus:9090") { Up = 7, Analyzers = 1, Proxies = 2 },
    };

    public static IReadOnlyList<Finding> Found(PreflightFacts facts) => PreflightRules.Of(facts);

    public static JsonObject Node(string kubelet) => Parse($$"""{"metadata":{"name":"n1"},"status":{"nodeInfo":{"kubeletVersion":"{{kubelet}}"} } }""");

    public static JsonObject Own(string name) => Parse($$"""{"metadata":{"name":"{{name}}","namespace":"canarymesh-system"},"spec":{"template":{"metadata":{"labels":{"app":"{{name}}"} } } } }""");

    public static JsonObject Target(string pod = "") => Parse($$"""
        {"metadata":{"name":"api","namespace":"shop","annotations":{"canary.footanalytics.io/enabled":"true"} },"spec":{"template":{"metadata":{"labels":{"app":"api"} },
         "spec":{ {{pod}} "containers":[{"name":"api","image":"a","ports":[{"name":"http","containerPort":8080}] }] } } } }
        """);

    public static JsonObject Service(string spec = "", string port = "\"name\":\"http\",\"port\":80,\"targetPort\":\"http\"") => Parse($$"""
        {"metadata":{"name":"api","namespace":"shop"},"spec":{ {{spec}} "selector":{"app":"api"},"ports":[{ {{port}} }] } }
        """);

    public static JsonObject Hooks(string name, string resource, string bundle = "abc") => Parse($$"""
        {"metadata":{"name":"{{name}}"},"webhooks":[{"clientConfig":{"caBundle":"{{bundle}}"},"rules":[{"apiGroups":["apps",""],"operations":["UPDATE"],"resources":["{{resource}}"] }] }] }
        """);

    public static JsonObject Policy(string spec, string ns = "shop") => Parse($$"""{"metadata":{"name":"wall","namespace":"{{ns}}"},"spec":{{spec}} }""");

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
