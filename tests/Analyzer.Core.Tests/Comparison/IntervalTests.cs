using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Api.Tests.Evidence;

namespace CanaryMesh.Analyzer.Core.Tests.Comparison;

public class IntervalTests
{
    [Fact]
    public void Rate_WorkedByHand_IsReproduced()
    {
        var rate = RateInterval.Of(41, 1000);
        Assert.Equal(0.0220373664, rate.Low, 10);
        Assert.Equal(0.0680762975, rate.High, 10);
    }

    [Fact]
    public void Ratio_WorkedByHand_IsReproduced()
    {
        var ratio = RatioInterval.Of([new(41, 171, 1000, 19000)]);
        Assert.Equal(2.51388701, ratio.Low, 8);
        Assert.Equal(7.65681806, ratio.High, 8);
    }

    [Fact]
    public void Ratio_OfNoRequests_IsAnything() => Assert.Equal(new(0, double.PositiveInfinity), RatioInterval.Of([]));

    [Fact]
    public void Quantile_OfNoRequests_IsAnywhere() => Assert.Equal(new(0, 3), QuantileInterval.Of([0, 0, 0, 0], 0.9));

    // The mixture's mean under the truth is 1, so the chance of a miss is at most alpha; computed, not drawn.
    [Theory]
    [InlineData(50, 0.02)]
    [InlineData(200, 0.1)]
    [InlineData(300, 0.5)]
    public void Rate_OfAnyTruth_IsMissedSeldom(int requests, double truth)
    {
        var missed = Binomial.Of(requests, truth).Where((_, x) => RateInterval.Of(x, requests) is var at && (truth < at.Low || truth > at.High)).Sum();
        Assert.InRange(missed, 0, 0.05);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Intervals_OfAnyCounts_HoldWhatWasObserved(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var (a, b) = (random.Next(1, 2000), random.Next(1, 20000));
            var (x, y) = (random.Next(0, a + 1), random.Next(1, b + 1));
            var (rate, ratio) = (RateInterval.Of(x, a), RatioInterval.Of([new(x, y, a, b)]));
            var observed = x / (double)a / (y / (double)b);
            Assert.InRange(x / (double)a, rate.Low, rate.High);
            Assert.InRange(observed, ratio.Low, ratio.High);
            var wider = RatioInterval.Of([new(x, y, a, b)], 0.01);
            Assert.True(wider.Low <= ratio.Low && wider.High >= ratio.High);
        }
    }

    [Fact]
    public void Ratio_AtItsEnds_IsJustNotProven()
    {
        ComparedBlock[] blocks = [new(12, 40, 800, 7200), new(9, 22, 900, 3600)];
        var ratio = RatioInterval.Of(blocks);
        Assert.Equal(Math.Log(40), Worth(StakeGrid.Harm, ratio.Low, blocks), 6);
        Assert.Equal(Math.Log(40), Worth(StakeGrid.Safe, ratio.High, blocks), 6);
    }

    private static double Worth(StakeGrid grid, double ratio, ComparedBlock[] blocks)
    {
        var evidence = new Evidence(grid, new(ratio, 0), Stake.Whole);
        foreach (var block in blocks)
        {
            evidence.Add(block.X, block.Y, block.A, block.B);
        }
        return evidence.LogValue;
    }
}
