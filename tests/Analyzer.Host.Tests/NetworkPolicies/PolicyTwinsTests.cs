using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.NetworkPolicies;

/// <summary>The target's pods are {app: web, tier: front}, the copy's {app: web-canary, tier: front}.</summary>
public sealed class PolicyTwinsTests
{
    private const string Web = """{ "matchLabels": { "app": "web" } }""";
    private const string Copy = """{ "matchLabels": { "app": "web-canary" } }""";
    private static readonly JsonNode Namespace = JsonNode.Parse("""{ "kubernetes.io/metadata.name": "shop", "team": "a" }""")!;

    public static TheoryData<string, string, string[]> Cases => new()
    {
        { "of all pods", """{ "podSelector": {}, "policyTypes": [ "Ingress" ], "ingress": [ { "from": [ { "podSelector": {} } ] } ] }""", [] },
        { "of others", """{ "podSelector": { "matchLabels": { "app": "api" } }, "policyTypes": [ "Ingress" ], "ingress": [] }""", [] },
        { "by a label that the copy keeps", """{ "podSelector": { "matchLabels": { "tier": "front" } }, "policyTypes": [ "Ingress" ], "ingress": [] }""", [] },
        {
            "that excludes others by expression",
            """{ "podSelector": { "matchExpressions": [ { "key": "app", "operator": "NotIn", "values": [ "api" ] } ] }, "policyTypes": [ "Egress" ], "egress": [] }""", []
        },
        {
            "subject",
            $$"""{ "podSelector": {{Web}}, "policyTypes": [ "Ingress" ], "ingress": [ { "from": [ { "podSelector": { "matchLabels": { "app": "api" } } } ], "ports": [ { "port": 8080 } ] } ] }""",
            [$$"""{ "podSelector": {{Copy}}, "policyTypes": [ "Ingress" ], "ingress": [ { "from": [ { "podSelector": { "matchLabels": { "app": "api" } } } ], "ports": [ { "port": 8080 } ] } ] }"""]
        },
        {
            "subject by expression",
            """{ "podSelector": { "matchExpressions": [ { "key": "app", "operator": "In", "values": [ "web", "api" ] } ] }, "policyTypes": [ "Ingress" ], "ingress": [] }""",
            [$$"""{ "podSelector": {{Copy}}, "policyTypes": [ "Ingress" ], "ingress": [] }"""]
        },
        {
            "peer",
            $$"""{ "podSelector": { "matchLabels": { "app": "db" } }, "policyTypes": [ "Ingress", "Egress" ], "ingress": [ { "from": [ { "podSelector": {{Web}} }, { "podSelector": { "matchLabels": { "app": "api" } } } ], "ports": [ { "port": 5432 } ] }, { "ports": [ { "port": 9187 } ] } ], "egress": [] }""",
            [$$"""{ "podSelector": { "matchLabels": { "app": "db" } }, "policyTypes": [ "Ingress" ], "ingress": [ { "from": [ { "podSelector": {{Copy}} } ], "ports": [ { "port": 5432 } ] } ] }"""]
        },
        {
            "peer of egress",
            $$"""{ "podSelector": { "matchLabels": { "app": "api" } }, "policyTypes": [ "Egress" ], "egress": [ { "to": [ { "podSelector": {{Web}} } ] } ] }""",
            [$$"""{ "podSelector": { "matchLabels": { "app": "api" } }, "policyTypes": [ "Egress" ], "egress": [ { "to": [ { "podSelector": {{Copy}} } ] } ] }"""]
        },
        {
            "peer in its own namespace by the namespace's labels",
            $$"""{ "podSelector": { "matchLabels": { "app": "db" } }, "policyTypes": [ "Ingress" ], "ingress": [ { "from": [ { "namespaceSelector": { "matchLabels": { "team": "a" } }, "podSelector": {{Web}} } ] } ] }""",
            [$$"""{ "podSelector": { "matchLabels": { "app": "db" } }, "policyTypes": [ "Ingress" ], "ingress": [ { "from": [ { "podSelector": {{Copy}} } ] } ] }"""]
        },
        {
            "peer in another namespace",
            $$"""{ "podSelector": { "matchLabels": { "app": "db" } }, "policyTypes": [ "Ingress" ], "ingress": [ { "from": [ { "namespaceSelector": { "matchLabels": { "team": "b" } }, "podSelector": {{Web}} } ] } ] }""",
            []
        },
        {
            "subject and peer",
            $$"""{ "podSelector": {{Web}}, "policyTypes": [ "Ingress" ], "ingress": [ { "from": [ { "podSelector": {{Web}} } ] } ] }""",
            [
                $$"""{ "podSelector": {{Copy}}, "policyTypes": [ "Ingress" ], "ingress": [ { "from": [ { "podSelector": {{Web}} }, { "podSelector": {{Copy}} } ] } ] }""",
                $$"""{ "podSelector": {{Web}}, "policyTypes": [ "Ingress" ], "ingress": [ { "from": [ { "podSelector": {{Copy}} } ] } ] }""",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Policy_GetsTheTwinsThatItsSelectorsAskFor(string name, string spec, string[] twins)
    {
        var made = Of(Policy(name, spec)).Select(twin => twin["spec"]!.ToJsonString()).ToList();

        Assert.Equal([.. twins.Select(twin => JsonNode.Parse(twin)!.ToJsonString()).Order()], made.Order());
    }

    [Fact]
    public void Twin_GoesWithTheCanary_AndSharesItsNameWithNoOther()
    {
        var spec = $$"""{ "podSelector": {{Web}}, "policyTypes": [ "Ingress" ], "ingress": [ { "from": [ { "podSelector": {{Web}} } ] } ] }""";
        var twins = Of(Policy("front", spec), Policy(new string('a', 253), spec), Policy(new string('a', 252) + "b", spec));

        Assert.Equal(6, twins.Select(twin => twin.Text("metadata", "name")).Distinct().Count());
        Assert.All(twins, twin => Assert.Equal(("c1", "shop", true), (twin.Objects("metadata", "ownerReferences").Single().Text("uid"), twin.Text("metadata", "namespace"), twin.Text("metadata", "name")!.Length <= 253)));
        Assert.StartsWith("front-", twins[0].Text("metadata", "name"), StringComparison.Ordinal);
    }

    [Fact]
    public void Twin_OfATwin_FindsNothingMoreToSay()
    {
        var spec = $$"""{ "podSelector": {{Web}}, "policyTypes": [ "Ingress" ], "ingress": [ { "from": [ { "podSelector": {{Web}} } ] } ] }""";
        var subject = Of(Policy("front", spec)).Single(twin => twin.Text("spec", "podSelector", "matchLabels", "app") == "web-canary");

        Assert.DoesNotContain(Of(subject), twin => twin.Text("spec", "podSelector", "matchLabels", "app") == "web");
    }

    internal static JsonObject Policy(string name, string spec, string ns = "shop") => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns, ["uid"] = "u-" + name },
        ["spec"] = JsonNode.Parse(spec),
    };

    private static IReadOnlyList<JsonObject> Of(params JsonObject[] policies)
    {
        var target = Thing.Deployment();
        return PolicyTwins.Of(policies, target, Thing.Canary(), CopyLabels.Of(target, LabelRewrite.For(target, [Thing.Service()])), Namespace);
    }
}
