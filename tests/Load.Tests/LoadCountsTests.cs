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

    [Fact]
    public void Lost_IsToldWithItsReasons_AndWithWhatWasAnsweredMeanwhile()
    {
        var counts = new LoadCounts();
        counts.End(Lost(Start, "no answer in time"));
        var before = counts.Snapshot();
        Assert.Equal("0 lost", counts.LostSince(before));
        for (var i = 1; i <= 10; i++)
        {
            counts.End(i is 3 or 7 ? Answered(Start.AddSeconds(i), "1", 200) : Lost(Start.AddSeconds(i), i == 4 ? "answer cut off" : "no answer in time"));
        }

        Assert.StartsWith(
            "8 lost, 8 of them sent between 00:00:01.000 and 00:00:10.000, as 2 others were that were answered: 7 x no answer in time, 1 x answer cut off; the first: ",
            counts.LostSince(before), StringComparison.Ordinal);
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

    private static Outcome Lost(DateTimeOffset at, string reason) => new(at, TimeSpan.FromSeconds(10), "GET", null, null, reason);

    private static Outcome Answered(DateTimeOffset at, string version, int status) => new(at, TimeSpan.FromMilliseconds(10), "GET", status, version, null);
}
