using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Tests.Values;

public class LimitRangeTests
{
    [Theory]
    [InlineData(99.0, null, 99.0)]
    [InlineData(99.0, 100.0, 99.0)]
    [InlineData(99.0, 150.0, 99.0)]
    [InlineData(99.0, 99.9, null)]
    [InlineData(100.0, null, null)]
    [InlineData(0.0, 100.0, null)]
    [InlineData(null, 100.0, null)]
    [InlineData(99.0, double.NaN, null)]
    public void OfRate_IsTheLeastShare_WhereNothingElseIsAsked(double? min, double? max, double? limit) => Assert.Equal(limit, LimitRange.OfRate(min, max));

    [Theory]
    [InlineData(null, 500.0, 500.0)]
    [InlineData(0.0, 500.0, 500.0)]
    [InlineData(-1.0, 500.0, 500.0)]
    [InlineData(1.0, 500.0, null)]
    [InlineData(0.0, 0.0, null)]
    [InlineData(0.0, null, null)]
    [InlineData(null, double.PositiveInfinity, null)]
    public void OfDuration_IsTheLongestTime_WhereNothingElseIsAsked(double? min, double? max, double? limit) => Assert.Equal(limit, LimitRange.OfDuration(min, max));
}
