using System.Text.Json.Nodes;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Policies;

namespace CanaryMesh.Api.Tests.Policies;

public sealed class ProxyPortBlocksTests
{
    private static readonly PortPlan Plan = new() { V = 1, Ports = [new() { Name = "http", App = 8080, Split = 14080, Direct = 14180, Container = "app" }] };

    private static readonly JsonObject Template = (JsonObject)JsonNode.Parse(
        """
        { "metadata": { "labels": { "app": "web" } },
          "spec": { "containers": [ { "name": "app", "ports": [ { "name": "http", "containerPort": 8080 }, { "name": "debug", "containerPort": 9090 } ] } ] } }
        """)!;

    [Theory]
    [InlineData("""[ { } ]""", false)]
    [InlineData("""[ { "ports": [ { "port": 8080 } ] } ]""", true)]
    [InlineData("""[ { "ports": [ { "protocol": "UDP", "port": 8080 } ] } ]""", false)]
    [InlineData("""[ { "ports": [ { "port": 8080 }, { "port": 14080 } ] } ]""", false)]
    [InlineData("""[ { "ports": [ { "port": 8000, "endPort": 9000 } ] } ]""", true)]
    [InlineData("""[ { "ports": [ { "port": 8000, "endPort": 15000 } ] } ]""", false)]
    [InlineData("""[ { "ports": [ { "port": "http" } ] } ]""", false)]
    [InlineData("""[ { "ports": [ { "port": "debug" } ] } ]""", false)]
    [InlineData("""[ { "ports": [ { "port": 9090 } ] } ]""", false)]
    [InlineData("""[ { "from": [ { "podSelector": {} } ], "ports": [ { "port": 8080 } ] }, { "from": [ { "podSelector": {} } ], "ports": [ { "port": 14080 } ] } ]""", false)]
    [InlineData("""[ { "from": [ { "podSelector": {} } ], "ports": [ { "port": 8080 } ] }, { "ports": [ { "port": 14080 } ] } ]""", false)]
    [InlineData("""[ { "from": [ { "podSelector": {} } ], "ports": [ { "port": 8080 } ] }, { "from": [ { "ipBlock": { "cidr": "10.0.0.0/8" } } ], "ports": [ { "port": 14080 } ] } ]""", true)]
    [InlineData("""[ ]""", false)]
    public void Ingress_ThatAdmitsTheAppsNumberAlone_Blocks(string ingress, bool blocks) => Assert.Equal(blocks, Of($$"""{ "podSelector": {}, "ingress": {{ingress}} }""").Count > 0);

    [Theory]
    [InlineData("""{ "podSelector": { "matchLabels": { "app": "other" } }, "ingress": [ { "ports": [ { "port": 8080 } ] } ] }""")]
    [InlineData("""{ "podSelector": {}, "policyTypes": [ "Egress" ], "ingress": [ { "ports": [ { "port": 8080 } ] } ] }""")]
    public void Policy_ThatDoesNotLimitThePods_DoesNotBlock(string spec) => Assert.Empty(Of(spec));

    [Fact]
    public void Sentence_NamesThePolicyAndWhatToAdd() => Assert.Equal(
        ["NetworkPolicy front admits port 8080 and not 14080, where the proxy listens: add port 14080 to that rule, or write the port's name"],
        Of("""{ "podSelector": {}, "ingress": [ { "ports": [ { "port": 8080 } ] } ] }"""));

    private static IReadOnlyList<string> Of(string spec) =>
        ProxyPortBlocks.Of(Template, Plan, [new JsonObject { ["metadata"] = new JsonObject { ["name"] = "front" }, ["spec"] = JsonNode.Parse(spec) }]);
}
