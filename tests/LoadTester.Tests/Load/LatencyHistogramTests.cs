using CanaryMesh.LoadTester.Load;

namespace CanaryMesh.LoadTester.Tests.Load;

public class LatencyHistogramTests
{
    [Fact]
    public void Quantile_OfNothing_IsZero() => Assert.Equal(TimeSpan.Zero, new LatencyHistogram().Quantile(0.5));

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(123_456)]
    [InlineData(3_600_000_000)]
    public void Quantile_OfOneTime_IsThatTimeWithinThreePercent(long microseconds)
    {
        var histogram = new LatencyHistogram();

        histogram.Add(TimeSpan.FromMicroseconds(microseconds));

        Assert.InRange(histogram.Quantile(0.99).TotalMicroseconds, microseconds, microseconds * 1.032);
    }

    [Fact]
    public void Quantiles_OfAThousandTimes_AreTheirRanks()
    {
        var histogram = new LatencyHistogram();
        for (var millisecond = 1; millisecond <= 1000; millisecond++)
        {
            histogram.Add(TimeSpan.FromMilliseconds(millisecond));
        }

        Assert.InRange(histogram.Quantile(0.50).TotalMilliseconds, 500, 516);
        Assert.InRange(histogram.Quantile(0.99).TotalMilliseconds, 990, 1022);
        Assert.Equal(1000, histogram.Count);
    }
}
