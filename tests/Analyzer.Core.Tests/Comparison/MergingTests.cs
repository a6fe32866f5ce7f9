using CanaryMesh.Analyzer.Comparison;

namespace CanaryMesh.Analyzer.Core.Tests.Comparison;

public class MergingTests
{
    private static readonly double Level = Math.Log(100);

    [Fact]
    public void Causes_OfMetricsThatReachTheLevelAlone_AreThese()
    {
        var causes = Merging.Causes([new("errors", 0.5, Math.Log(300)), new("latency", 0.3, 1), new("queue", 0.2, Math.Log(5000))], Level);
        Assert.False(causes.Together);
        Assert.Equal(["queue", "errors"], causes.Names);
    }

    [Fact]
    public void Causes_OfMetricsThatReachItOnlyTogether_AreAllOfThem()
    {
        MetricEvidence[] metrics = [new("latency", 0.5, Math.Log(110)), new("errors", 0.5, Math.Log(120))];
        Assert.True(Merging.LogValue(metrics) >= Level);

        var causes = Merging.Causes(metrics, Level);

        Assert.True(causes.Together);
        Assert.Equal(["errors", "latency"], causes.Names);
    }

    [Fact]
    public void Evidence_OfNoMetric_IsNone() => Assert.Equal(double.NegativeInfinity, Merging.LogValue([]));

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(0.0001, 50)]
    public void Evidence_OfAPValue_IsOneOverTwiceItsRoot(double chance, double expected) =>
        Assert.Equal(expected, Math.Exp(Merging.LogValueOfChance(chance)), 9);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Evidence_OfMany_IsNeitherBelowAnyPartNorAboveTheGreatest(int seed)
    {
        var random = new Random(seed);
        MetricEvidence[] metrics = [.. Enumerable.Range(0, 5).Select(i => new MetricEvidence($"{i}", 0.2, (random.NextDouble() * 2000) - 1000))];
        var all = Merging.LogValue(metrics);
        Assert.All(metrics, metric => Assert.True(metric.LogPart <= all + 1e-9));
        Assert.True(all <= metrics.Max(metric => metric.LogValue) + 1e-9);
    }

    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(7.9, 7)]
    [InlineData(99.9, 99)]
    [InlineData(1000, 1000)]
    [InlineData(1337, 1300)]
    [InlineData(99_999, 99_000)]
    [InlineData(1e6, 1_000_000)]
    [InlineData(1e300, 1_000_000)]
    public void Odds_OfEvidence_AreRoundedDownToTwoDigits(double evidence, int expected) => Assert.Equal(expected, Odds.OneOf(Math.Log(evidence)));

    [Fact]
    public void Odds_OfHugeEvidence_AreOneInAMillion() => Assert.Equal(1_000_000, Odds.OneOf(1e5));
}
