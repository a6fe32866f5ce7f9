using CanaryMesh.Bench.Judge.Draws;

namespace CanaryMesh.Bench.Judge.Tests;

public class DrawsTests
{
    [Fact]
    public void Generator_OfAKnownSeed_GivesThePublishedNumbers()
    {
        // SplitMix64 from 0 begins with e220a8397b1dcdaf, 6e789e6aa1b965f4, 06c45d188009454f, f88bb8a8724c81ec.
        var draws = new Xoshiro(0);

        Assert.Equal(0x99EC5F36CB75F2B4UL, draws.Next());
        Assert.Equal(0xBF6E1F784956452AUL, draws.Next());
    }

    [Fact]
    public void Draws_OfARun_DependOnNameAndNumberAlone()
    {
        Assert.Equal(Xoshiro.For("a", 7).Next(), Xoshiro.For("a", 7).Next());
        Assert.NotEqual(Xoshiro.For("a", 7).Next(), Xoshiro.For("a", 8).Next());
        Assert.NotEqual(Xoshiro.For("a", 7).Next(), Xoshiro.For("b", 7).Next());
    }

    [Fact]
    public void Experiment_OnAnyNumberOfThreads_GivesTheSame() => Assert.Equal(
        new Laboratory(1, Quick: false).Each("threads", 200, draws => draws.Next()),
        new Laboratory(4, Quick: false).Each("threads", 200, draws => draws.Next()));

    [Theory]
    [InlineData(0.02)]
    [InlineData(3)]
    [InlineData(950)]
    public void Poisson_OfAMean_HasItAsMeanAndVariance(double mean)
    {
        const int count = 20_000;
        var draws = Xoshiro.For("poisson", (int)mean);
        var table = Poisson.Of(mean);
        var values = Enumerable.Range(0, count).Select(_ => (double)table.Draw(draws)).ToArray();
        var average = values.Average();
        var variance = values.Average(each => (each - average) * (each - average));

        Assert.InRange(average, mean - (5 * Math.Sqrt(mean / count)), mean + (5 * Math.Sqrt(mean / count)));
        Assert.InRange(variance / mean, 0.8, 1.2);
    }

    [Fact]
    public void Choice_OfMasses_FollowsThem()
    {
        var draws = Xoshiro.For("choice", 0);
        var choice = new Choice([1, 0, 3]);
        var counts = Enumerable.Range(0, 4000).Select(_ => choice.Draw(draws)).CountBy(each => each).ToDictionary();

        Assert.False(counts.ContainsKey(1));
        Assert.InRange(counts[2] / 4000.0, 0.7, 0.8);
    }
}
