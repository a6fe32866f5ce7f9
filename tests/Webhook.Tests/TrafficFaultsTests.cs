using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class TrafficFaultsTests
{
    [Theory]
    [InlineData("""{"headers":{"canary":{"exact":"true"}}}""")]
    [InlineData("""{"headers":{"cookie":{"regex":"^(.*?;)?(canary=always)(;.*)?$"}}}""")]
    [InlineData("""{"cookies":{"user":{"suffix":"-beta"}},"queryParams":{"a b":{"prefix":"c"}}}""")]
    public void Of_AConditionThatCanBeKept_FindsNothing(string match) => Assert.Empty(Faults($$"""{"stepWeight":10,"match":[{{match}}]}"""));

    [Theory]
    [InlineData("""{}""", "spec.analysis.match[0]: a condition on headers")]
    [InlineData("""{"headers":{}}""", "spec.analysis.match[0]: a condition on headers")]
    [InlineData("""{"headers":[]}""", "spec.analysis.match[0].headers: [] must be an object")]
    [InlineData("""{"headers":{"a b":{"exact":"c"}}}""", "spec.analysis.match[0].headers.a b: the name must be")]
    [InlineData("""{"headers":{"a":{"exact":"c","prefix":"d"}}}""", "spec.analysis.match[0].headers.a: ")]
    [InlineData("""{"headers":{"a":{"contains":"c"}}}""", "spec.analysis.match[0].headers.a: ")]
    [InlineData("""{"headers":{"a":{"exact":5}}}""", "spec.analysis.match[0].headers.a.exact: 5 must be a text")]
    [InlineData("""{"headers":{"a":{"regex":"("}}}""", "spec.analysis.match[0].headers.a.regex: \"(\" must be an RE2 expression")]
    [InlineData("""{"headers":{"a":{"regex":"(?<=b)c"}}}""", "spec.analysis.match[0].headers.a.regex: ")]
    [InlineData("""{"headers":{"a":{"regex":"((b{50}){50})"}}}""", "spec.analysis.match[0].headers.a.regex: ")]
    [InlineData("""{"queryParams":{"":{"exact":"a"}}}""", "spec.analysis.match[0].queryParams.: the name of a query parameter must be given")]
    [InlineData("""{"sourceLabels":{"app":"a"}}""", "spec.analysis.match[0].sourceLabels: ")]
    public void Of_AConditionThatCannotBeKept_SaysSo(string match, string fault) =>
        Assert.StartsWith(fault, Assert.Single(Faults($$"""{"stepWeight":10,"match":[{{match}}]}""")), StringComparison.Ordinal);

    [Fact]
    public void Of_MoreConditionsThanAProxyTakes_SaysHowManyAreLegal()
    {
        var headers = string.Join(',', Enumerable.Range(0, 9).Select(header => $$"""
            "h{{header}}":{"exact":"a"}
            """));
        var match = $$"""{"headers":{ {{headers}} } }""";
        string Repeated(int times) => $$"""{"stepWeight":10,"match":[ {{string.Join(',', Enumerable.Repeat(match, times))}} ] }""";

        Assert.Equal("spec.analysis.match: at most 256 conditions in all are legal; there are 261", Assert.Single(Faults(Repeated(29))));
        Assert.Empty(Faults(Repeated(28)));
    }

    [Fact]
    public void Of_LabelsOfACaller_InAMesh_FindsNothing() => Assert.Empty(Faults("""{"iterations":10,"match":[{"sourceLabels":{"app":"a"}}]}""", "istio"));

    [Theory]
    [InlineData("""{"cookieName":"a","domain":"a; Secure"}""", "domain: ")]
    [InlineData("""{"cookieName":"a","path":"/a\r\nx: y"}""", "path: ")]
    [InlineData("""{"cookieName":"a","path":"shop"}""", "path: \"shop\" must be a path that begins with '/'")]
    [InlineData("""{"cookieName":"a","domain":"http://example.com"}""", "domain: ")]
    [InlineData("""{"cookieName":"a","maxAge":0}""", "maxAge: 0 must be a whole number of at least 1")]
    [InlineData("""{"cookieName":"a","maxAge":-5}""", "maxAge: -5 must be")]
    [InlineData("""{"cookieName":"a","maxAge":1.5}""", "maxAge: 1.5 must be")]
    [InlineData("""{"cookieName":"a b"}""", "cookieName: \"a b\" must be the name of a cookie")]
    [InlineData("""{"cookieName":"a","sameSite":"None"}""", "secure: false must be true: no browser keeps")]
    [InlineData("""{"cookieName":"a","partitioned":true,"secure":false}""", "secure: false must be true")]
    [InlineData("""{"cookieName":"__Secure-a"}""", "secure: false must be true")]
    [InlineData("""{"cookieName":"__Host-a","secure":true,"domain":"a.example","path":"/"}""", "cookieName: \"__Host-a\" must be another name")]
    [InlineData("""{"cookieName":"a","secure":"yes"}""", "secure: ")]
    [InlineData("""{"cookieName":"a","primaryCookieName":"a"}""", "primaryCookieName: ")]
    public void Of_ACookieThatCannotBeSet_NamesTheMember(string affinity, string fault) =>
        Assert.StartsWith("spec.analysis.sessionAffinity." + fault, Assert.Single(Faults($$"""{"stepWeight":10,"sessionAffinity":{{affinity}}}""")), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"header":"x-user"}""", 0)]
    [InlineData("""{"cookie":"session"}""", 0)]
    [InlineData("""{"clientAddress":true}""", 0)]
    [InlineData("""{}""", 1)]
    [InlineData("""{"clientAddress":false}""", 1)]
    [InlineData("""{"header":"a","cookie":"b"}""", 1)]
    public void Of_AKey_WantsExactlyOne(string key, int faults) => Assert.Equal(faults, Faults($$"""{"stepWeight":10,"stickiness":{{key}}}""").Count);

    [Fact]
    public void Of_EverythingWrong_NamesEveryFault() => Assert.Equal(
        ["spec.analysis.stepWeightPromotion", "spec.analysis.match[0].headers.a.regex", "spec.analysis.match[1]", "spec.analysis.sessionAffinity.cookieName", "spec.analysis.stickiness", "spec.analysis.mirror"],
        Faults("""{"stepWeight":10,"stepWeightPromotion":101,"match":[{"headers":{"a":{"regex":"["}}},{}],"sessionAffinity":{},"stickiness":{},"mirror":"yes"}""").Select(fault => fault.Split(": ")[0]));

    [Theory]
    [InlineData("""{"stepWeight":10,"mirrorWeight":50}""")]
    [InlineData("""{"stepWeights":[1,5],"maxWeight":50}""")]
    [InlineData("""{"iterations":5,"sessionAffinity":{"cookieName":"a"}}""")]
    [InlineData("""{"stepWeight":10,"iterations":10}""")]
    [InlineData("""{"iterations":5,"metrics":[{"name":"request-success-rate","thresholdRange":{"min":99}}]}""")]
    public void Of_WhatHasNoEffect_OnlyWarns(string analysis)
    {
        var found = CanaryFaults.Of(Canary(analysis, null));

        Assert.Empty(found.Faults);
        Assert.Single(found.Warnings);
    }

    [Theory]
    [InlineData("""{"cookieName":"a","primaryCookieName":"b","maxAge":1,"domain":".shop.example","path":"/","sameSite":"None","secure":true,"partitioned":true,"httpOnly":true}""")]
    [InlineData("""{"cookieName":"__Host-a","secure":true,"path":"/"}""")]
    [InlineData("""{"cookieName":"a","primaryCookieName":"","domain":"","path":""}""")]
    public void Of_ACookieThatIsKept_FindsNothing(string affinity)
    {
        var found = CanaryFaults.Of(Canary($$"""{"stepWeight":10,"sessionAffinity":{{affinity}} }""", null));

        Assert.Empty(found.Faults.Concat(found.Warnings));
    }

    [Theory]
    [InlineData("\"mirror\":true")]
    [InlineData("\"match\":[{\"headers\":{\"a\":{\"exact\":\"b\"}}}]")]
    [InlineData("\"webhooks\":[{\"name\":\"load\",\"url\":\"http://load.example/\"}]")]
    public void Of_IterationsWithTraffic_FindsNothing(string traffic) => Assert.Empty(
        CanaryFaults.Of(Canary($$"""{"iterations":5,{{traffic}},"metrics":[{"name":"request-duration","thresholdRange":{"max":500} }]}""", null)).Warnings);

    private static IReadOnlyList<string> Faults(string analysis, string? provider = null) => CanaryFaults.Of(Canary(analysis, provider)).Faults;

    private static JsonObject Canary(string analysis, string? provider) => Some.Parse("""{"kind":"Canary","spec":{"targetRef":{"kind":"Deployment","name":"web"}}}""").With(canary =>
    {
        canary["spec"]!["provider"] = provider;
        canary["spec"]!["analysis"] = JsonNode.Parse(analysis);
    });
}
