using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

public class LabelRewriteTests
{
    [Theory]
    [InlineData("app,tier", "app;app,tier", "app")]
    [InlineData("app", "tier", "app,tier")]
    [InlineData("app,tier", "app,zone;tier,zone", "app,tier")]
    [InlineData("a,b", "b,c;c,a", "a,b")]
    [InlineData("app", "", "app")]
    [InlineData("app,tier,zone", "zone", "zone")]
    public void For_SelectorsOfAllKinds_TakesTheFewestKeys(string deployment, string services, string keys)
    {
        var rewrite = LabelRewrite.For(Deployment(deployment), services.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Service));

        Assert.Equal(keys.Split(',').Length, rewrite.Keys.Count);
        Assert.All([deployment, .. services.Split(';', StringSplitOptions.RemoveEmptyEntries)], selector => Assert.Contains(selector.Split(','), rewrite.Keys.Contains));
        Assert.Equal(keys.Split(','), rewrite.Keys.Order());
    }

    [Fact]
    public void For_AnExpressionThatAnotherValueDoesNotEscape_TakesAnotherKey()
    {
        var deployment = Deployment("app");
        deployment["spec"]!["selector"]!["matchExpressions"] = JsonNode.Parse("""[{ "key": "a", "operator": "Exists" }, { "key": "b", "operator": "NotIn", "values": ["x"] }]""");

        Assert.Equal(["app"], LabelRewrite.For(deployment, []).Keys);
    }

    [Fact]
    public void For_ASelectorOfExpressionsAlone_TakesTheOneThatAnotherValueEscapes()
    {
        var deployment = Thing.Json("""{ "spec": { "selector": { "matchExpressions": [{ "key": "tier", "operator": "In", "values": ["front"] }] } } }""");

        Assert.Equal(["tier"], LabelRewrite.For(deployment, []).Keys);
    }

    [Fact]
    public void Value_OfAKeyThatStays_IsTheSame()
    {
        var rewrite = LabelRewrite.For(Deployment("app"), []);

        Assert.Equal(("web-canary", "front"), (rewrite.Value("app", "web"), rewrite.Value("tier", "front")));
    }

    private static JsonObject Deployment(string keys) => new()
    {
        ["spec"] = new JsonObject { ["selector"] = new JsonObject { ["matchLabels"] = Labels(keys) } },
    };

    private static JsonObject Service(string keys) => new() { ["spec"] = new JsonObject { ["selector"] = Labels(keys) } };

    private static JsonObject Labels(string keys) => new(keys.Split(',').Select(key => KeyValuePair.Create(key, (JsonNode?)"v")));
}
