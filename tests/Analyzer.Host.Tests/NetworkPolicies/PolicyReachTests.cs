using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Api.Policies;

namespace CanaryMesh.Analyzer.Host.Tests.NetworkPolicies;

public sealed class PolicyReachTests
{
    private static readonly JsonNode Shop = JsonNode.Parse("""{ "kubernetes.io/metadata.name": "shop" }""")!;
    private static readonly JsonNode Ours = JsonNode.Parse("""{ "kubernetes.io/metadata.name": "canarymesh-system" }""")!;
    private static readonly PolicySide Web = new("shop", JsonNode.Parse("""{ "app": "web" }"""), Shop, new Dictionary<string, int> { ["http"] = 14080 }, [IPAddress.Parse("10.1.0.7")]);
    private static readonly PolicySide Analyzer = new("canarymesh-system", JsonNode.Parse("""{ "app": "analyzer" }"""), Ours, new Dictionary<string, int> { ["control"] = 14010 }, [IPAddress.Parse("10.2.0.1")]);

    [Theory]
    [InlineData("""[ ]""", true)]
    [InlineData("""[ { } ]""", false)]
    [InlineData("""[ { "ports": [ { "port": 443 } ] } ]""", true)]
    [InlineData("""[ { "ports": [ { "port": 14010 } ] } ]""", false)]
    [InlineData("""[ { "ports": [ { "port": "control" } ] } ]""", false)]
    [InlineData("""[ { "ports": [ { "protocol": "UDP" } ] } ]""", true)]
    [InlineData("""[ { "to": [ { "podSelector": { "matchLabels": { "app": "analyzer" } } } ] } ]""", true)]
    [InlineData("""[ { "to": [ { "namespaceSelector": {} } ] } ]""", false)]
    [InlineData("""[ { "to": [ { "namespaceSelector": { "matchLabels": { "kubernetes.io/metadata.name": "canarymesh-system" } }, "podSelector": { "matchLabels": { "app": "analyzer" } } } ] } ]""", false)]
    [InlineData("""[ { "to": [ { "namespaceSelector": { "matchLabels": { "kubernetes.io/metadata.name": "canarymesh-system" } }, "podSelector": { "matchLabels": { "app": "other" } } } ] } ]""", true)]
    [InlineData("""[ { "to": [ { "ipBlock": { "cidr": "10.0.0.0/8" } } ] } ]""", false)]
    [InlineData("""[ { "to": [ { "ipBlock": { "cidr": "10.0.0.0/8", "except": [ "10.2.0.0/16" ] } } ] } ]""", true)]
    [InlineData("""[ { "to": [ { "ipBlock": { "cidr": "192.168.0.0/16" } } ] } ]""", true)]
    public void Egress_ToTheAnalyzer_IsRefusedWhereNoRuleAdmitsIt(string egress, bool isRefused) =>
        Assert.Equal(!isRefused, PolicyReach.Admits([Policy("Egress", egress)], PolicyDirection.Egress, Web, Analyzer, 14010));

    [Fact]
    public void Ingress_OfAPort_IsByTheSubjectsOwnNames() => Assert.True(
        PolicyReach.Admits([Policy("Ingress", """[ { "ports": [ { "port": "http" } ] } ]""")], PolicyDirection.Ingress, Web, Web, 14080));

    [Fact]
    public void Pods_ThatNoPolicySelects_AreFree()
    {
        var other = Policy("Egress", "[]");
        other["spec"]!["podSelector"] = JsonNode.Parse("""{ "matchLabels": { "app": "api" } }""");

        Assert.True(PolicyReach.Admits([other], PolicyDirection.Egress, Web, Analyzer, 14010));
        Assert.True(PolicyReach.Admits([Policy("Ingress", "[]")], PolicyDirection.Egress, Web, Analyzer, 14010));
    }

    [Fact]
    public void Rules_OfAllPoliciesTogether_Admit() => Assert.True(
        PolicyReach.Admits([Policy("Egress", "[]"), Policy("Egress", """[ { } ]""")], PolicyDirection.Egress, Web, Analyzer, 14010));

    [Fact]
    public void Block_OfAddresses_WhereNoneIsKnown_AdmitsOnlyIfItIsAll()
    {
        var unknown = Analyzer with { Addresses = [] };

        Assert.True(PolicyReach.Admits([Policy("Egress", """[ { "to": [ { "ipBlock": { "cidr": "0.0.0.0/0" } } ] } ]""")], PolicyDirection.Egress, Web, unknown, 14010));
        Assert.False(PolicyReach.Admits([Policy("Egress", """[ { "to": [ { "ipBlock": { "cidr": "10.0.0.0/8" } } ] } ]""")], PolicyDirection.Egress, Web, unknown, 14010));
    }

    [Theory]
    [InlineData("""{ "cidr": "0.0.0.0/0" }, { "cidr": "::/0" }""", true)]
    [InlineData("""{ "cidr": "10.2.0.0/24" }, { "cidr": "10.2.1.0/24" }""", true)]
    [InlineData("""{ "cidr": "10.2.0.0/16", "except": [ "10.2.1.0/24" ] }, { "cidr": "10.2.1.9/32" }""", true)]
    [InlineData("""{ "cidr": "0.0.0.0/0" }""", true)]
    [InlineData("""{ "cidr": "10.2.0.0/24" }, { "cidr": "fd00::/8" }""", false)]
    [InlineData("""{ "cidr": "::/0" }""", false)]
    public void Blocks_OfOneRuleOrOfSeveral_AdmitTogether_InTheFamilyThatPodsAreReachedBy(string blocks, bool admits)
    {
        var dual = Analyzer with { Addresses = [.. new[] { "10.2.0.1", "fd00::1", "10.2.1.9", "fd00::2" }.Select(IPAddress.Parse)] };
        var peers = JsonNode.Parse($"[ {blocks} ]")!.AsArray().Select(block => $$"""{ "ipBlock": {{block!.ToJsonString()}} }""").ToList();
        var rule = $$"""[ { "to": [ {{string.Join(", ", peers)}} ] } ]""";

        Assert.Equal(admits, PolicyReach.Admits([Policy("Egress", rule)], PolicyDirection.Egress, Web, dual, 14010));
        Assert.Equal(admits, PolicyReach.Admits([.. peers.Select(peer => Policy("Egress", $$"""[ { "to": [ {{peer}} ] } ]"""))], PolicyDirection.Egress, Web, dual, 14010));
    }

    [Fact]
    public void Blocks_OfAnotherPort_AddNothing() => Assert.False(PolicyReach.Admits(
        [Policy("Egress", """[ { "to": [ { "ipBlock": { "cidr": "10.2.0.1/32" } } ] }, { "to": [ { "ipBlock": { "cidr": "10.2.1.0/24" } } ], "ports": [ { "port": 443 } ] } ]""")],
        PolicyDirection.Egress, Web, Analyzer with { Addresses = [IPAddress.Parse("10.2.0.1"), IPAddress.Parse("10.2.1.9")] }, 14010));

    private static JsonObject Policy(string type, string rules) => PolicyTwinsTests.Policy(
        "p", $$"""{ "podSelector": { "matchLabels": { "app": "web" } }, "policyTypes": [ "{{type}}" ], "{{(type == "Ingress" ? "ingress" : "egress")}}": {{rules}} }""");
}
