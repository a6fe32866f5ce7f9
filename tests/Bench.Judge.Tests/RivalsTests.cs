using CanaryMesh.Bench.Judge.Ramps;
using CanaryMesh.Bench.Judge.Rivals;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Tests;

public class RivalsTests
{
    [Fact]
    public void Flagger_AfterFiveFailedMinutes_ActsATickLater()
    {
        Assert.Equal(360, FlaggerRule.Usual.RollsBack(Constant(new(1, 10, 0, 90))));
        Assert.Equal(20, FlaggerRule.Fastest.RollsBack(Constant(new(1, 10, 0, 90))));
        Assert.Null(FlaggerRule.Usual.RollsBack(Constant(new(0, 10, 0, 90))));
    }

    [Fact]
    public void Flagger_WithoutRequests_CountsAFailure() => Assert.Equal(360, FlaggerRule.Usual.RollsBack(Constant(new(0, 0, 0, 90))));

    [Theory]
    [InlineData(3, 10, 0.5, 0.9453125)]
    [InlineData(10, 10, 0.1, 1e-10)]
    [InlineData(0, 10, 0.1, 1)]
    [InlineData(3, 3, 0.05, 0.000125)]
    public void Tail_OfABinomial_IsExact(int successes, int trials, double chance, double expected) =>
        Assert.Equal(1, ExactTest.AtLeast(successes, trials, chance) / expected, 1e-9);

    [Fact]
    public void ExactTest_OfEqualRates_DoesNotReject()
    {
        Assert.False(ExactTest.Rejects(new(10, 1000, 90, 9000), 0.01));
        Assert.True(ExactTest.Rejects(new(30, 1000, 90, 9000), 0.01));
    }

    [Fact]
    public void OBrienFleming_OfADeadCanary_StopsEarly()
    {
        Assert.Equal(60, OBrienFleming.RollsBack(Constant(new(10, 10, 0, 90))));
        Assert.Null(OBrienFleming.RollsBack(Constant(new(1, 10, 9, 90))));
    }

    [Fact]
    public void RankScore_OfSeparateSides_IsTheTextbooks()
    {
        // U = 16 of 16: (8 - 0.5) / sqrt(4 * 4 * 9 / 12).
        Assert.Equal(7.5 / Math.Sqrt(12), MannWhitney.Score(0, [1, 2, 3, 4], [5, 6, 7, 8]), 1e-12);
        Assert.Equal(4, MannWhitney.Shift([1, 2, 3, 4], [5, 6, 7, 8]), 0.51);
    }

    [Fact]
    public void Kayenta_OfSeparateSeries_SaysHigh()
    {
        double[] low = [.. Enumerable.Range(0, 20).Select(each => (double)each)];

        Assert.True(KayentaRule.High(low, [.. low.Select(each => each + 100)]));
        Assert.False(KayentaRule.High(low, [.. low.Select(each => each / 2)]));
        Assert.False(KayentaRule.High(low, low));
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(3, 240)]
    public void Argo_PastItsFailureLimit_RollsBackAtOnce(int limit, int expected)
    {
        var rule = LimitRamp.Argo(limit);
        var minute = Enumerable.Range(1, 30).First(_ => rule.Tick(new(2, 10, 0, 90)) is RampMove.RollBack);

        Assert.Equal(expected / 60, minute);
    }

    [Fact]
    public void ScoreRamp_OnEqualTotals_Advances()
    {
        Assert.Equal(RampMove.Advance, new ScoreRamp().Tick(new(10, 1000, 90, 9000)));
        Assert.Equal(RampMove.RollBack, new ScoreRamp().Tick(new(20, 1000, 90, 9000)));
    }

    [Fact]
    public void Bands_OfEqualDistributions_KeepQuiet()
    {
        Assert.True(double.IsInfinity(CdfBands.Radius(0)));
        Assert.Equal(0.85 * Math.Sqrt((Math.Log(1 + Math.Log(10_000)) + 9.78) / 10_000), CdfBands.Radius(10_000), 1e-12);
    }

    private static Recording Constant(Counts second)
    {
        var weights = new double[Recordings.HalfAnHour];
        Array.Fill(weights, 0.1);
        return new([.. Enumerable.Repeat(second, Recordings.HalfAnHour)], weights);
    }
}
