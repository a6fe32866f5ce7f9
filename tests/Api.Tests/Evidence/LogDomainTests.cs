using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Api.Tests.Evidence;

public class LogDomainTests
{
    [Theory]
    [InlineData(0, 0, 0.6931471805599453)]
    [InlineData(1000, 1000, 1000.6931471805599)]
    [InlineData(-1e6, 3, 3)]
    [InlineData(double.NegativeInfinity, 3, 3)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity)]
    public void Sum_OfTwo_NeitherOverflowsNorVanishes(double first, double second, double expected)
    {
        Assert.Equal(expected, LogDomain.Add(first, second), 1e-12);
        Assert.Equal(expected, LogDomain.Add(second, first), 1e-12);
        Assert.Equal(expected, LogDomain.Sum([first, second]), 1e-12);
    }

    [Fact]
    public void Sum_OfNothing_IsTheLogarithmOfZero() => Assert.Equal(double.NegativeInfinity, LogDomain.Sum([]));

    [Theory]
    [InlineData(1e-17)]
    [InlineData(-1e-12)]
    [InlineData(1e-6)]
    public void OnePlus_OfASmallNumber_IsExact(double x) => Assert.Equal(1.0, LogDomain.OfOnePlus(x) / (x - (x * x / 2)), 1e-11);

    [Fact]
    public void Parts_OfAnEndlessRun_AreTheWholeStake()
    {
        Assert.Equal(1.0, Enumerable.Range(0, 2000).Sum(RestartStakes.Part), 1e-12);
        Assert.InRange(Math.Exp(LogDomain.Sum(StakeGrid.Harm.LogShares)) + Math.Exp(LogDomain.Sum(StakeGrid.Safe.LogShares)), 2 - 1e-12, 2 + 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(1500)]
    public void Rest_AfterSomeParts_IsWhatTheyLeave(int starts) =>
        Assert.Equal(1.0 - Enumerable.Range(0, starts).Sum(RestartStakes.Part), RestartStakes.Rest(starts), 1e-15);

    [Theory]
    [InlineData(0.0, double.PositiveInfinity)]
    [InlineData(-1.0, double.NaN)]
    [InlineData(5.0, 3.1780538303479458)]
    public void Gamma_AtTheEdges_IsWhatItShouldBe(double x, double expected) => Assert.Equal(expected, LogGamma.At(x), 1e-12);

    [Fact]
    public void Beta_OfOneHalfTwice_IsPi() => Assert.Equal(Math.Log(Math.PI), LogGamma.Beta(0.5, 0.5), 12);
}
