using System.Text.Json.Nodes;
using CanaryMesh.Api.Policies;

namespace CanaryMesh.Api.Tests.Policies;

public sealed class LabelSelectorTests
{
    private static readonly JsonNode Labels = JsonNode.Parse("""{ "app": "web", "tier": "front", "empty": "" }""")!;

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{ "matchLabels": {} }""", true)]
    [InlineData("""{ "matchLabels": { "app": "web" } }""", true)]
    [InlineData("""{ "matchLabels": { "app": "web", "tier": "back" } }""", false)]
    [InlineData("""{ "matchLabels": { "other": "" } }""", false)]
    [InlineData("""{ "matchLabels": { "empty": "" } }""", true)]
    [InlineData("""{ "matchExpressions": [ { "key": "app", "operator": "In", "values": [ "api", "web" ] } ] }""", true)]
    [InlineData("""{ "matchExpressions": [ { "key": "app", "operator": "In", "values": [ "api" ] } ] }""", false)]
    [InlineData("""{ "matchExpressions": [ { "key": "other", "operator": "In", "values": [ "" ] } ] }""", false)]
    [InlineData("""{ "matchExpressions": [ { "key": "app", "operator": "NotIn", "values": [ "web" ] } ] }""", false)]
    [InlineData("""{ "matchExpressions": [ { "key": "other", "operator": "NotIn", "values": [ "web" ] } ] }""", true)]
    [InlineData("""{ "matchExpressions": [ { "key": "app", "operator": "Exists" } ] }""", true)]
    [InlineData("""{ "matchExpressions": [ { "key": "other", "operator": "Exists" } ] }""", false)]
    [InlineData("""{ "matchExpressions": [ { "key": "other", "operator": "DoesNotExist" } ] }""", true)]
    [InlineData("""{ "matchExpressions": [ { "key": "app", "operator": "DoesNotExist" } ] }""", false)]
    [InlineData("""{ "matchLabels": { "app": "web" }, "matchExpressions": [ { "key": "tier", "operator": "NotIn", "values": [ "front" ] } ] }""", false)]
    [InlineData("""{ "matchExpressions": [ { "key": "app", "operator": "Near" } ] }""", false)]
    [InlineData("\"app\"", false)]
    public void Selector_IsEvaluatedAsTheServerDoes(string selector, bool matches) =>
        Assert.Equal(matches, LabelSelector.Matches(JsonNode.Parse(selector), Labels));

    [Fact]
    public void Selector_OfPodsWithoutLabels_MatchesOnlyWhatAsksForNone()
    {
        Assert.True(LabelSelector.Matches(new JsonObject(), null));
        Assert.False(LabelSelector.Matches(JsonNode.Parse("""{ "matchLabels": { "app": "web" } }"""), null));
        Assert.False(LabelSelector.Matches(null, Labels));
    }
}
