using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Fields of judging that are legal and have no effect where they stand.</summary>
public sealed class JudgingWarningTests
{
    private const string Rate = """ "metrics":[{"name":"request-success-rate","thresholdRange":{"min":99}}]""";
    private const string All = """ "judge":"strict","pace":"proof","sharedCause":"hold","limits":"evidence","preset":"eager","calm":true,"margins":{"errors":{"ratio":2}},"""
        + Rate;

    private static readonly string[] Compared = ["judge", "pace", "limits", "preset", "calm", "margins"];

    [Theory]
    [InlineData("\"pace\":\"proof\"")]
    [InlineData("\"pace\":\"proof\",\"judge\":\"advisory\"")]
    public void Proof_WithoutAStrictJudge_TakesNoStep(string said) => Assert.Equal(
        "canarymesh: spec.analysis.pace: \"proof\" has no effect on steps: only judge: strict takes one by proof; advisory, which is meant where a Canary says nothing, only tells",
        Assert.Single(Warnings($$"""{"stepWeight":10,{{said}}}""")));

    [Theory]
    [InlineData("stepWeight\":10", "istio", "nothing is compared where a route splits, as with provider istio")]
    [InlineData("stepWeight\":10", "gatewayapi:v1", "nothing is compared where a route splits, as with provider gatewayapi:v1")]
    [InlineData("iterations\":5,\"mirror\":true", null, "nothing is compared but under a weight from 1 to 99")]
    [InlineData("iterations\":5,\"match\":[{\"headers\":{\"a\":{\"exact\":\"b\"}}}]", "canarymesh", "nothing is compared but under a weight from 1 to 99")]
    [InlineData("stepWeights\":[100]", null, "nothing is compared but under a weight from 1 to 99")]
    [InlineData("stepWeight\":100,\"maxWeight\":0", null, "nothing is compared but under a weight from 1 to 99")]
    public void WhereNothingIsCompared_EachFieldOfTheComparisonSaysSo(string steps, string? provider, string why)
    {
        var warnings = Warnings($$"""{"{{steps}},{{All}} }""", provider);

        Assert.Equal(Compared.Select(field => $"canarymesh: spec.analysis.{field}"), warnings.Select(warning => warning[..warning.IndexOf(": ", "canarymesh: ".Length, StringComparison.Ordinal)]));
        Assert.All(warnings, warning => Assert.Contains($" has no effect: {why}", warning, StringComparison.Ordinal));
        Assert.EndsWith(why + "; each failed window counts", warnings[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"stepWeight":100,"maxWeight":50,ALL}""")]
    [InlineData("""{"stepWeights":[50,100],ALL}""")]
    [InlineData("""{"stepWeight":10,"iterations":3,"match":[{"headers":{"a":{"exact":"b"}}}],ALL}""")]
    public void WhereSharesAreCompared_NothingIsSaidOfThem(string analysis) => Assert.DoesNotContain(
        Warnings(analysis.Replace("ALL", All, StringComparison.Ordinal)), warning => !warning.Contains("iterations", StringComparison.Ordinal));

    [Theory]
    [InlineData("\"sessionAffinity\":{\"cookieName\":\"a\"}", "sessionAffinity")]
    [InlineData("\"stickiness\":{\"header\":\"x-user\"}", "stickiness")]
    public void WhereUsersAreKept_OnlyTheGuardsAreLeft(string kept, string key)
    {
        var warnings = Warnings($$"""{"stepWeight":10,{{kept}},"judge":"strict","pace":"proof","limits":"evidence","sharedCause":"hold","margins":{"errors":{"ratio":2} },{{Rate}} }""");

        Assert.Equal(
        [
            $"canarymesh: spec.analysis.judge: \"strict\" has no effect but on the guards of the proxies: users whom {key} keeps on a side are not compared",
            $"canarymesh: spec.analysis.pace: \"proof\" has no effect: users whom {key} keeps on a side are not compared; each step takes its interval",
            $"canarymesh: spec.analysis.limits: \"evidence\" has no effect: users whom {key} keeps on a side are not compared; each failed window counts",
        ],
        warnings);
    }

    [Fact]
    public void WhereUsersAreKept_AndNoGuardIs_StrictHasNoEffectAtAll() => Assert.Equal(
        "canarymesh: spec.analysis.judge: \"strict\" has no effect: users whom stickiness keeps on a side are not compared",
        Assert.Single(Warnings("""{"stepWeight":10,"stickiness":{"clientAddress":true},"judge":"strict","calm":true}""")));

    [Fact]
    public void Off_LeavesTheComparisonsFieldsWithoutEffect_AndNotThoseOfTheChecks() => Assert.Equal(
        ["pace", "preset"],
        Warnings($$"""{"stepWeight":10,"judge":"off","pace":"proof","limits":"evidence","preset":"eager","sharedCause":"hold",{{Rate}} }""").Select(warning => warning.Split(": ")[1]["spec.analysis.".Length..]));

    [Theory]
    [InlineData("limits\":\"evidence")]
    [InlineData("sharedCause\":\"hold")]
    public void AReadingOfBuiltInChecks_WithoutAny_SaysSo(string said) => Assert.EndsWith(
        "has no effect: only request-success-rate and request-duration are read so, and neither is among the metrics",
        Assert.Single(Warnings($$"""{"stepWeight":10,"{{said}}"}""")), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"judge":"advisory","pace":"clock","sharedCause":"blame","limits":"checks","preset":"standard","calm":false,"margins":{},"iterations":5,"mirror":true}""")]
    [InlineData("""{"judge":"off","stepWeight":10}""")]
    [InlineData("""{"stepWeight":10,"sessionAffinity":{"cookieName":"a"}}""")]
    [InlineData("""{"stepWeight":10,"preset":"eager","calm":true,"margins":{"errors":{"ratio":2}}}""")]
    public void WhatIsMeantAnyway_IsNotWarnedOf(string analysis) => Assert.Empty(Warnings(analysis));

    [Fact]
    public void TheAnnotation_GoesBeforeTheSpec()
    {
        var canary = Canary("""{"stepWeight":10,"judge":"off","pace":"proof"}""", null);
        canary["metadata"]!["annotations"] = new JsonObject { [AnnotationNames.Judge] = "strict" };
        Assert.Empty(CanaryFaults.Of(canary).Warnings);

        canary["spec"]!["provider"] = "istio";
        Assert.StartsWith($"canarymesh: metadata.annotations: {AnnotationNames.Judge}: \"strict\" has no effect: ", CanaryFaults.Of(canary).Warnings[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("{}", 1)]
    public void ACanaryThatAnAnnotationMade_IsNoOnesWriting_UntilATeamAppliesItsOwn(string? applied, int warnings)
    {
        var canary = Canary("""{"stepWeight":10,"judge":"off","pace":"proof"}""", null);
        canary["metadata"]!["labels"] = new JsonObject { [AnnotationNames.Inferred] = "true" };
        canary["metadata"]!["annotations"] = new JsonObject { ["kubectl.kubernetes.io/last-applied-configuration"] = applied };

        Assert.Equal(warnings, CanaryFaults.Of(canary).Warnings.Count);
    }

    [Theory]
    [InlineData("request-success-rate", "\"thresholdRange\":{\"min\":99,\"max\":99.9}", "thresholdRange", "a min above 0 and below 100 without a max below 100")]
    [InlineData("request-success-rate", "\"thresholdRange\":{\"min\":100}", "thresholdRange", "a min above 0 and below 100 without a max below 100")]
    [InlineData("request-success-rate", "\"threshold\":100", "threshold", "a min above 0 and below 100 without a max below 100")]
    [InlineData("request-duration", "\"thresholdRange\":{\"min\":10,\"max\":500}", "thresholdRange", "a max above 0 without a min above 0")]
    [InlineData("request-duration", "\"thresholdRange\":{\"min\":10}", "thresholdRange", "a max above 0 without a min above 0")]
    public void ARangeThatIsNotReadAsEvidence_SaysThatItsWindowsCount(string name, string range, string field, string legal) => Assert.Equal(
        $"canarymesh: spec.analysis.metrics[1].{field}: each failed window of it counts in spite of limits: evidence, which reads only {legal}",
        Assert.Single(Warnings($$"""{"stepWeight":10,"limits":"evidence","metrics":[{"name":"lag","query":"1","threshold":5},{"name":"{{name}}",{{range}} }]}""")));

    [Theory]
    [InlineData("request-success-rate", "\"thresholdRange\":{\"min\":99,\"max\":100}", "evidence")]
    [InlineData("request-success-rate", "\"threshold\":99", "evidence")]
    [InlineData("request-duration", "\"thresholdRange\":{\"min\":0,\"max\":500}", "evidence")]
    [InlineData("request-duration", "\"threshold\":500", "evidence")]
    [InlineData("request-success-rate", "\"thresholdRange\":{\"min\":99,\"max\":99.9}", "checks")]
    public void ARangeThatIs_OrThatNobodyWantsRead_IsNotWarnedOf(string name, string range, string limits) =>
        Assert.Empty(Warnings($$"""{"stepWeight":10,"limits":"{{limits}}","metrics":[{"name":"{{name}}",{{range}} }]}"""));

    private static IReadOnlyList<string> Warnings(string analysis, string? provider = null) => CanaryFaults.Of(Canary(analysis, provider)).Warnings;

    private static JsonObject Canary(string analysis, string? provider) => Some.Parse("""{"kind":"Canary","metadata":{"name":"web"},"spec":{"targetRef":{"kind":"Deployment","name":"web"}}}""").With(canary =>
    {
        canary["spec"]!["provider"] = provider;
        canary["spec"]!["analysis"] = JsonNode.Parse(analysis);
    });
}
