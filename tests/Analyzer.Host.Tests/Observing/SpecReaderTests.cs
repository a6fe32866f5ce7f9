using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public class SpecReaderTests
{
    [Fact]
    public void Read_OfAWholeSpec_TakesEveryValue()
    {
        var (spec, faults) = Read(canary =>
        {
            canary["spec"]!["skipAnalysis"] = true;
            canary["spec"]!["suspend"] = true;
            canary["spec"]!["progressDeadlineSeconds"] = 90;
            Metrics(canary, """[{ "name": "request-success-rate", "interval": "1m", "thresholdRange": { "min": 99.5 } }]""");
        });

        Assert.Empty(faults);
        Assert.Equal(("web", TimeSpan.FromSeconds(10), 3, TimeSpan.FromSeconds(90)), (spec!.Target, spec.Interval, spec.Threshold, spec.ProgressDeadline));
        Assert.Equal((10, 50, true, true), (spec.Steps.StepWeight, spec.Steps.MaxWeight, spec.SkipAnalysis, spec.Suspended));
        Assert.Equal([new MetricCheck("request-success-rate", CheckKind.SuccessRate, 99.5, null, TimeSpan.FromMinutes(1))], spec.Checks);
    }

    [Fact]
    public void Read_OfTheLeast_HasFlaggersDefaults()
    {
        var (spec, _) = Read(canary => canary["spec"]!["analysis"] = Thing.Json("""{ "stepWeight": 5 }"""));

        Assert.Equal((TimeSpan.FromSeconds(60), 1, 100, TimeSpan.FromMinutes(10)), (spec!.Interval, spec.Threshold, spec.Steps.MaxWeight, spec.ProgressDeadline));
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(-3, 1, 0)]
    [InlineData(null, 1, 1)]
    [InlineData(5, 5, 5)]
    public void Read_OfAThreshold_IsOneAtLeastAndKeepsWhatWasGiven(int? written, int threshold, int given)
    {
        var spec = Read(canary => canary["spec"]!["analysis"]!["threshold"] = written).Spec!;

        Assert.Equal((threshold, given), (spec.Threshold, spec.GivenThreshold));
    }

    [Theory]
    [InlineData(null, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    public void Read_OfSkipAnalysis_TellsAFalseFromNothing(bool? written, bool skips, bool resets)
    {
        var spec = Read(canary => canary["spec"]!["skipAnalysis"] = written).Spec!;

        Assert.Equal((skips, resets), (spec.SkipAnalysis, spec.Resets));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_OfRevertOnDeletion_MakesNoDifference(bool? written)
    {
        var spec = Read(canary => canary["spec"]!["revertOnDeletion"] = written).Spec!;

        Assert.Equivalent(Read(_ => { }).Spec, spec, strict: true);
    }

    [Theory]
    [InlineData("""{ "stepWeight": 10 }""", StrategyKind.Canary)]
    [InlineData("""{ "stepWeight": 10, "iterations": 5 }""", StrategyKind.Canary)]
    [InlineData("""{ "stepWeight": 10, "mirror": true }""", StrategyKind.Canary)]
    [InlineData("""{ "stepWeights": [1, 5], "match": [{ "headers": { "x": { "exact": "y" } } }] }""", StrategyKind.Canary)]
    [InlineData("""{ "iterations": 5, "match": [{ "headers": { "x": { "exact": "y" } } }] }""", StrategyKind.AbTest)]
    [InlineData("""{ "iterations": 5 }""", StrategyKind.BlueGreen)]
    [InlineData("""{ "iterations": 1, "mirror": true }""", StrategyKind.BlueGreen)]
    public void Read_OfAnAnalysis_IsOfAStrategy(string analysis, StrategyKind strategy) =>
        Assert.Equal(strategy, Read(canary => canary["spec"]!["analysis"] = Thing.Json(analysis)).Spec!.Strategy);

    [Theory]
    [InlineData(0, 100)]
    [InlineData(150, 100)]
    [InlineData(30, 30)]
    public void Read_OfAMaximum_KeepsItWithinAHundred(int given, int read) =>
        Assert.Equal(read, Read(canary => canary["spec"]!["analysis"]!["maxWeight"] = given).Spec!.Steps.MaxWeight);

    [Theory]
    [InlineData("1ms", 1)]
    [InlineData("999ms", 1)]
    [InlineData("1h", 3600)]
    public void Read_OfAnInterval_IsASecondAtLeast(string given, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(canary => canary["spec"]!["analysis"]!["interval"] = given).Spec!.Interval);

    [Theory]
    [InlineData("10s", 20)]
    [InlineData("1m", 60)]
    public void Read_OfAWindow_HoldsFourScrapes(string interval, int seconds)
    {
        var (spec, _) = Read(canary => Metrics(canary, $$"""[{ "name": "request-duration", "interval": "{{interval}}", "thresholdRange": { "max": 500 } }]"""));

        Assert.Equal(TimeSpan.FromSeconds(seconds), spec!.Checks[0].Window);
    }

    [Theory]
    [InlineData("request-success-rate", 99.0, null)]
    [InlineData("request-duration", null, 99.0)]
    public void Read_OfTheOlderThreshold_IsASmallestRateOrALargestDuration(string name, double? min, double? max)
    {
        var (spec, _) = Read(canary => Metrics(canary, $$"""[{ "name": "{{name}}", "threshold": 99 }]"""));

        Assert.Equal((min, max), (spec!.Checks[0].Min, spec.Checks[0].Max));
    }

    [Fact]
    public void Read_OfQueriesAndTemplates_IsACheckEach()
    {
        var (spec, _) = Read(canary => Metrics(
            canary,
            """
            [{ "name": "both", "query": "up", "threshold": 5, "templateRef": { "name": "gpu", "namespace": "mon" }, "interval": "2m", "templateVariables": { "a": "b" } },
             { "name": "request-duration", "templateRef": { "name": "own" }, "thresholdRange": { "min": 1 } }, { "name": "bare" }]
            """));

        Assert.Equal(
            [
                ("both", CheckKind.Query, (double?)null, (double?)5.0), ("both", CheckKind.Template, null, 5.0),
                ("request-duration", CheckKind.RequestDuration, 1.0, null), ("request-duration", CheckKind.Template, 1.0, null), ("bare", CheckKind.None, null, 0.0),
            ],
            spec!.Checks.Select(check => (check.Name, check.Kind, check.Min, check.Max)));
        Assert.Equal([new("mon", "gpu"), new("shop", "own")], spec.Checks.Select(check => check.Template).OfType<TemplateName>());
        Assert.Equal(("b", "2m", TimeSpan.FromMinutes(2)), (spec.Checks[1].Variables["a"], spec.Checks[1].Interval, spec.Checks[1].Window));
    }

    [Fact]
    public void Read_OfLimitsOfTheirOwn_TakesThem()
    {
        var (spec, _) = Read(canary =>
        {
            canary["spec"]!["analysis"]!["inconclusiveThreshold"] = 4;
            canary["spec"]!["analysis"]!["erroredThreshold"] = 5;
        });

        Assert.Equal((4, 5), (spec!.InconclusiveThreshold, spec.ErroredThreshold));
    }

    [Fact]
    public void Read_OfARangeAndAThreshold_TakesTheRange()
    {
        var (spec, _) = Read(canary => Metrics(canary, """[{ "name": "request-success-rate", "threshold": 1, "thresholdRange": { "max": 50 } }]"""));

        Assert.Equal((null, 50.0), (spec!.Checks[0].Min, spec.Checks[0].Max));
    }

    [Fact]
    public void Read_WithManyFaults_NamesAllOfThem()
    {
        var (spec, faults) = Read(canary =>
        {
            canary["spec"]!["targetRef"]!["kind"] = "DaemonSet";
            canary["spec"]!["analysis"] = Thing.Json("""{ "interval": "soon", "stepWeight": 0, "metrics": [{ "name": "latency", "interval": "later" }] }""");
        });

        Assert.Null(spec);
        Assert.Collection(
            faults,
            fault => Assert.Contains("DaemonSet", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("spec.analysis.stepWeight: 0", fault, StringComparison.Ordinal),
            fault => Assert.Contains("\"later\" is not a duration", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("spec.analysis.interval: \"soon\"", fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[0, 10]")]
    [InlineData("[10, 101]")]
    public void Read_OfAListOfWeights_RefusesThoseOutOfRange(string weights)
    {
        var (spec, faults) = Read(canary => canary["spec"]!["analysis"]!["stepWeights"] = JsonNode.Parse(weights));

        Assert.Null(spec);
        Assert.Contains("stepWeights", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAListOfWeights_NeedsNoStep() =>
        Assert.Equal([1, 5, 50], Read(canary => canary["spec"]!["analysis"] = Thing.Json("""{ "stepWeights": [1, 5, 50] }""")).Spec!.Steps.Weights);

    private static (RolloutSpec? Spec, IReadOnlyList<string> Faults) Read(Action<JsonObject> change)
    {
        var canary = Thing.Canary();
        change(canary);
        return SpecReader.Read(canary.Deserialize(ResourceJson.Default.Canary)!, TimeSpan.FromSeconds(5));
    }

    private static void Metrics(JsonObject canary, string metrics) => canary["spec"]!["analysis"]!["metrics"] = JsonNode.Parse(metrics);
}
