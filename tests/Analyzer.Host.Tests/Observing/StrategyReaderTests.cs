using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Resources;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public class StrategyReaderTests
{
    [Fact]
    public void Read_OfWeightsAndIterations_LetsTheWeightsRule()
    {
        var spec = Good("""{ "stepWeight": 10, "maxWeight": 50, "iterations": 10, "stepWeightPromotion": 20 }""");

        Assert.Equal((10, 50, 10, 0, 20), (spec.Steps.StepWeight, spec.Steps.MaxWeight, spec.Iterations, spec.ChecksAtZero, spec.StepWeightPromotion));
    }

    [Fact]
    public void Read_OfIterationsAlone_IsBlueGreen()
    {
        var spec = Good("""{ "iterations": 5 }""");

        Assert.Equal((100, 5, 5, 0), (spec.Steps.MaxWeight, spec.Iterations, spec.ChecksAtZero, spec.MirrorWeight));
    }

    [Fact]
    public void Read_OfIterationsAlone_WithFlaggersProviderWithoutWeights_SwitchesNobody()
    {
        var spec = Good("""{ "iterations": 5 }""", "kubernetes");

        Assert.Equal((0, 5, 5), (spec.Steps.MaxWeight, spec.Iterations, spec.ChecksAtZero));
    }

    [Fact]
    public void Read_OfIterationsAndConditions_IsAnAbTest()
    {
        var spec = Good("""{ "iterations": 5, "match": [{ "headers": { "x-canary": { "exact": "yes" } } }] }""");

        Assert.Equal((100, 5, 0, true), (spec.Steps.MaxWeight, spec.Iterations, spec.ChecksAtZero, spec.Traffic.LanesOnly));
        Assert.Equal([new(LaneSource.Header, "x-canary", LaneTest.Exact, "yes")], Assert.Single(spec.Traffic.Lanes).Conditions);
    }

    [Fact]
    public void Read_OfWeightsAndConditions_IsALaneInFrontOfTheWeights()
    {
        var spec = Good("""{ "stepWeight": 10, "match": [{ "headers": { "canary": { "exact": "true" } } }] }""");

        Assert.Equal((10, false, 1), (spec.Steps.StepWeight, spec.Traffic.LanesOnly, spec.Traffic.Lanes.Count));
    }

    [Theory]
    [InlineData("""{ "stepWeight": 10, "mirror": true }""", 100, 1)]
    [InlineData("""{ "stepWeight": 10, "mirror": true, "mirrorWeight": 20 }""", 20, 1)]
    [InlineData("""{ "stepWeight": 10, "mirror": false, "mirrorWeight": 20 }""", 0, 0)]
    [InlineData("""{ "iterations": 4, "mirror": true }""", 100, 4)]
    public void Read_OfAMirror_IsOnBeforeTheFirstShare(string analysis, int mirror, int checks) =>
        Assert.Equal((mirror, checks), (Good(analysis).MirrorWeight, Good(analysis).ChecksAtZero));

    [Fact]
    public void Read_OfEveryCondition_TakesItsKind()
    {
        var spec = Good("""
            { "stepWeight": 10, "match": [{
              "headers": { "a": { "prefix": "1" }, "b": { "suffix": "2" }, "c": { "regex": "3+" }, "d": {} },
              "cookies": { "e": { "exact": "5" } }, "queryParams": { "f": { "exact": "6" } } }] }
            """);

        Assert.Equal(
            [
                new(LaneSource.Header, "a", LaneTest.Prefix, "1"), new(LaneSource.Header, "b", LaneTest.Suffix, "2"), new(LaneSource.Header, "c", LaneTest.Regex, "3+"),
                new(LaneSource.Header, "d", LaneTest.Present, ""), new(LaneSource.Cookie, "e", LaneTest.Exact, "5"), new(LaneSource.Query, "f", LaneTest.Exact, "6"),
            ],
            spec.Traffic.Lanes[0].Conditions);
    }

    [Theory]
    [InlineData("""[{ "sourceLabels": { "app": "a" }, "headers": { "b": { "exact": "c" } } }]""", "sourceLabels")]
    [InlineData("""[{}]""", "every request")]
    [InlineData("""[{ "headers": { "a": { "regex": "(?=b)" } } }]""", "RE2")]
    public void Read_OfAConditionThatCannotBeKept_IsAFault(string match, string words)
    {
        var (spec, faults) = Read($$"""{ "stepWeight": 10, "match": {{match}} }""");

        Assert.Null(spec);
        Assert.Contains(words, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfCookies_HasFlaggersDefaultsAndEveryAttribute()
    {
        var spec = Good("""
            { "stepWeight": 10, "interval": "30s", "sessionAffinity": {
              "cookieName": "c", "primaryCookieName": "p", "domain": "shop.example", "path": "/a", "httpOnly": true, "secure": true, "partitioned": true, "sameSite": "Lax" } }
            """);

        Assert.Equal(new CookieAffinity("c", 86400, "p", 30, "; Domain=shop.example; HttpOnly; Partitioned; Path=/a; SameSite=Lax; Secure"), spec.Traffic.Affinity);
    }

    [Theory]
    [InlineData("""{ "header": "x-user" }""", StickySource.Header, "x-user")]
    [InlineData("""{ "cookie": "session" }""", StickySource.Cookie, "session")]
    [InlineData("""{ "clientAddress": true }""", StickySource.ClientAddress, "")]
    public void Read_OfAKey_TakesIt(string key, StickySource source, string name) =>
        Assert.Equal(new StickyKey(source, name), Good($$"""{ "stepWeight": 10, "stickiness": {{key}} }""").Traffic.Sticky);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "header": "a", "cookie": "b" }""")]
    [InlineData("""{ "clientAddress": false }""")]
    public void Read_OfNoneOrSeveralKeys_IsAFault(string key) =>
        Assert.StartsWith("spec.analysis.stickiness", Assert.Single(Read($$"""{ "stepWeight": 10, "stickiness": {{key}} }""").Faults), StringComparison.Ordinal);

    private static RolloutSpec Good(string analysis, string? provider = null)
    {
        var (spec, faults) = Read(analysis, provider);
        Assert.Empty(faults);
        return spec!;
    }

    private static (RolloutSpec? Spec, IReadOnlyList<string> Faults) Read(string analysis, string? provider = null)
    {
        var canary = Thing.Canary();
        canary["spec"]!["analysis"] = JsonNode.Parse(analysis);
        canary["spec"]!["provider"] = provider;
        return SpecReader.Read(canary.Deserialize(ResourceJson.Default.Canary)!, TimeSpan.FromSeconds(5));
    }
}
