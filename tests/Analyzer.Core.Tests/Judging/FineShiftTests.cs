using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class FineShiftTests
{
    [Theory]
    [InlineData(1_000, 1, 3_000)]
    [InlineData(10_000, 1, 12_000)]
    [InlineData(100_000, 1, 102_000)]
    public void Of_ALimit_IsAtLeastTheFloorAndTheBuckets(long limit, int buckets, long least)
    {
        var bounds = FineLatencyBuckets.BoundsMicroseconds;
        var index = FineLatencyBuckets.IndexOf(limit);
        var shift = FineShift.Of(index, buckets, TimeSpan.FromMilliseconds(2));

        Assert.True(shift >= buckets);
        Assert.True(bounds[index + shift] >= least);
        Assert.True(shift == buckets || bounds[index + shift - 1] - bounds[index] < 2_000);
    }

    [Fact]
    public void Of_NoFloor_IsTheBuckets() => Assert.Equal(2, FineShift.Of(0, 2, TimeSpan.Zero));

    [Fact]
    public void Of_TheLastBound_EndsThere() => Assert.Equal(1, FineShift.Of(FineLatencyBuckets.Count - 2, 1, TimeSpan.FromHours(1)));
}
