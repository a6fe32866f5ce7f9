namespace CanaryMesh.Soak.Tests;

public sealed class StretchTests
{
    [Theory]
    [InlineData(0, 1000, 1000, 0, false)]
    [InlineData(0, 1000, 999, 1, true)]
    [InlineData(20, 1000, 760, 240, false)]
    [InlineData(20, 1000, 700, 300, true)]
    [InlineData(100, 1000, 0, 1000, false)]
    [InlineData(20, 1000, 790, 200, true)]
    [InlineData(20, 0, 0, 0, false)]
    public void Fault_OnlyWhenMoreThanChanceExplainsOrAThirdVersionAnswered(int percent, long all, long byPrimary, long byCandidate, bool faulty) =>
        Assert.Equal(faulty, new Stretch("3 refused", percent, all, byPrimary, byCandidate).Fault is not null);
}
