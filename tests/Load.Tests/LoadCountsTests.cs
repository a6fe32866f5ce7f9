namespace CanaryMesh.Load.Tests;

public sealed class LoadCountsTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Between_TwoMoments_CountsOnlyWhatWasSentThere()
    {
        var counts = new LoadCounts();
        for (var i = 0; i < 100; i++)
        {
            counts.End(Answered(Start.AddMilliseconds(100 * i), i % 4 == 0 ? "2" : "1", 200));
        }

        Assert.Equal((20, 5), counts.Between(Start.AddSeconds(2), Start.AddSeconds(4), "2"));
    }

    [Fact]
    public void Snapshot_OfAVersion_KnowsFirstFailureAndLastRequest()
    {
        var counts = new LoadCounts();
        counts.End(Answered(Start, "3", 200));
        counts.End(Answered(Start.AddSeconds(1), "3", 500));
        counts.End(Answered(Start.AddSeconds(2), "3", 500));
        counts.End(Answered(Start.AddSeconds(3), "3", 200));
        var bad = counts.Snapshot().Of("3");

        Assert.Equal(Start.AddSeconds(1).AddMilliseconds(10), bad.FirstFailure);
        Assert.Equal(Start.AddSeconds(3), bad.LastSent);
        Assert.Equal(0.5, bad.ErrorRate);
    }

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    public void Histogram_Quantile_IsWithinABucket(double q, double expected)
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 100; i++)
        {
            histogram.Add(TimeSpan.FromMilliseconds(i));
        }

        Assert.InRange(histogram.Quantile(q)!.Value, expected, expected * 1.06);
    }

    private static Outcome Answered(DateTimeOffset at, string version, int status) => new(at, TimeSpan.FromMilliseconds(10), "GET", status, version, null);
}
