using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Definitions;

namespace CanaryMesh.Cluster.Tests.Definitions;

public sealed class JsonPathTests
{
    private const string Object = """
        {"metadata":{"annotations":{"a.b/c":"dotted"}},"status":{"phase":"Ready","conditions":[{"type":"Ready","status":"True"},{"type":"Accepted","status":"False"}],
        "addresses":[{"value":"1.2.3.4"},{"value":"5.6.7.8"}]}}
        """;

    [Theory]
    [InlineData(".status.phase", "\"Ready\"")]
    [InlineData(".status.conditions[?(@.type==\"Accepted\")].status", "\"False\"")]
    [InlineData(".status.conditions[?(@.type == 'Ready')].status", "\"True\"")]
    [InlineData(".status.addresses[*].value", "\"1.2.3.4\"")]
    [InlineData(".status.addresses[1].value", "\"5.6.7.8\"")]
    [InlineData(".status.addresses[-1].value", "\"5.6.7.8\"")]
    [InlineData(".metadata.annotations.a\\.b/c", "\"dotted\"")]
    [InlineData(".metadata.annotations['a.b/c']", "\"dotted\"")]
    [InlineData(".status.nowhere.at", null)]
    [InlineData(".status.addresses[7]", null)]
    public void First_OfAPath_IsTheValueThere(string path, string? expected) =>
        Assert.Equal(expected, JsonPath.Parse(path).First(JsonNode.Parse(Object)!)?.ToJsonString());

    [Fact]
    public void Fields_OfAScalePath_AreItsNames() => Assert.Equal(["spec", "replicas"], JsonPath.Parse(".spec.replicas").Fields);

    [Theory]
    [InlineData("string", """{"v":["p","q"]}""", "\"[\\u0022p\\u0022,\\u0022q\\u0022]\"")]
    [InlineData("string", """{"v":10}""", "\"10\"")]
    [InlineData("integer", """{"v":10}""", "10")]
    [InlineData("boolean", """{"v":true}""", "true")]
    [InlineData("boolean", """{"v":"true"}""", null)]
    [InlineData("date", """{"v":"2026-01-01T00:00:00Z"}""", "\"5m\"")]
    [InlineData("date", """{"v":"once"}""", "\"\\u003Cinvalid\\u003E\"")]
    [InlineData("string", "{}", null)]
    public void Column_OfAType_ShowsWhatFitsIt(string type, string value, string? expected)
    {
        var version = (JsonObject)JsonNode.Parse($$"""{"additionalPrinterColumns":[{"name":"V","type":"{{type}}","jsonPath":".v"}]}""")!;

        var cell = Assert.Single(PrinterColumns.Of(version)).Cell((JsonObject)JsonNode.Parse(value)!, new DateTimeOffset(2026, 1, 1, 0, 5, 0, TimeSpan.Zero));

        Assert.Equal(expected, cell?.ToJsonString());
    }
}
