using CanaryMesh.Api.Names;

namespace CanaryMesh.Api.Tests.Names;

public class FineLatencyBucketsTests
{
    [Fact]
    public void Bounds_OfEachDoubling_AreEight()
    {
        var bounds = FineLatencyBuckets.BoundsMicroseconds.ToArray();

        Assert.Equal((130, 1_000, 65_536_000), (FineLatencyBuckets.Count, bounds[0], bounds[^1]));
        Assert.All(Enumerable.Range(0, 16), doubling => Assert.Equal(1000L << doubling, bounds[8 * doubling]));
        Assert.All(bounds.Zip(bounds[1..]), pair => Assert.InRange((double)pair.Second / pair.First, 1.089, 1.092));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1_000, 0)]
    [InlineData(1_001, 1)]
    [InlineData(65_536_000, 128)]
    [InlineData(65_536_001, 129)]
    public void IndexOf_ALatency_IsTheFirstBoundThatHoldsIt(long microseconds, int index) =>
        Assert.Equal(index, FineLatencyBuckets.IndexOf(microseconds));
}
