using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Host.Tests.Control;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Control;
using Test = CanaryMesh.Api.Control.Condition.Types.Test;

namespace CanaryMesh.Analyzer.Host.Tests.FlaggerDefects;

/// <summary>Conditions that Flagger loses and cookies that it never renews, in what the proxies are told. Tests are named after its defects.</summary>
public sealed class TrafficDefectTests
{
    [Theory]
    [InlineData("""{"exact":"b"}""", Test.Exact)]
    [InlineData("""{"prefix":"b"}""", Test.Prefix)]
    [InlineData("""{"suffix":"b"}""", Test.Suffix)]
    [InlineData("""{"regex":"b"}""", Test.Regex)]
    public void FB06_ConditionOfAnAbTest_IsToldAsItIsAndDrawsNobodyElse(string condition, Test test)
    {
        var canary = Thing.Canary();
        canary["spec"]!["analysis"] = Thing.Json($$"""{"interval":"10s","threshold":3,"iterations":5,"match":[{"headers":{"a":{{condition}} } }]}""");
        var (_, spec, faults) = SpecReader.Read(canary, TimeSpan.FromSeconds(5));

        var content = PolicyComposer.Content(new("shop", "api"), Policies.Weight(100) with { Traffic = spec!.Traffic });

        Assert.Empty(faults);
        Assert.Equal(new Condition { Source = Condition.Types.Source.Header, Name = "a", Test = test, Value = "b" }, Assert.Single(Assert.Single(content.Lanes).Conditions));
        Assert.Equal((0u, 100u), (content.CanaryWeight, content.LaneWeight));
    }

    [Fact]
    public void FB06_ConditionThatCannotBeKept_IsAFaultAndNoTrialWithoutIt()
    {
        var canary = Thing.Canary();
        canary["spec"]!["analysis"] = Thing.Json("""{"interval":"10s","threshold":3,"iterations":5,"match":[{"headers":{"a":{"regex":"("}}}]}""");

        var (_, spec, faults) = SpecReader.Read(canary, TimeSpan.FromSeconds(5));

        Assert.Null(spec);
        Assert.Single(faults);
    }

    [Fact]
    public void FB33_CookieOfThePrimary_IsAnotherAtEveryStep()
    {
        var values = new[] { 10, 20, 30 }
            .Select(weight => PolicyComposer.Content(new("shop", "api"), Policies.Weight(weight) with { Traffic = new() { Affinity = new("c", 60, "p", 30, "") } }).Affinity)
            .ToList();

        Assert.Equal(3, values.Select(each => each.Primary).Distinct().Count());
        Assert.Single(values.Select(each => each.Canary).Distinct());
    }
}
