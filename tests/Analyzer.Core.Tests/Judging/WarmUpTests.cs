using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class WarmUpTests
{
    [Theory]
    [InlineData(29.9, 29.9, true)]
    [InlineData(600, 3, true)]
    [InlineData(600, 30, false)]
    public void Is_PodsOfAnAge_LastsThirtySecondsForEach(double first, double second, bool isWarmingUp) =>
        Assert.Equal(isWarmingUp, WarmUp.Is([Traffic.Start.AddSeconds(-first), Traffic.Start.AddSeconds(-second)], Traffic.Start));

    [Fact]
    public void Is_NoPod_IsNot() => Assert.False(WarmUp.Is([], Traffic.Start));
}
