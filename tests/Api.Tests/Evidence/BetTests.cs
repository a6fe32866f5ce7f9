using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Api.Tests.Evidence;

public class BetTests
{
    [Theory]
    [InlineData(2, 1, 0, 50, 950, 1, 0, 0.644357016)]
    [InlineData(4, 3, 2, 100, 900, 1.1, 0.0002, 2.704988160)]
    [InlineData(0.5, 0, 4, 100, 900, 1.5, 0.005, 0.527201119)]
    public void Payoff_WorkedByHand_IsReproduced(double size, double x, double y, double a, double b, double r, double d, double expected) =>
        Assert.Equal(expected, Bet.LogPayoff(size, x, y, a, b, new(r, d)), 9);

    [Theory]
    [InlineData(3, 0, 3, 57, 6.387917725)]
    [InlineData(41, 171, 1000, 19000, 25.229362914)]
    public void Grid_WorkedByHand_IsReproduced(double x, double y, double a, double b, double expected)
    {
        var evidence = new Api.Evidence.Evidence(StakeGrid.Harm, Margin.None, Stake.Whole);
        evidence.Add(x, y, a, b);
        Assert.Equal(expected, evidence.LogValue, 9);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 0)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 100)]
    public void Payoff_WithoutBothSides_IsTheStake(double a, double b) => Assert.Equal(0.0, Bet.LogPayoff(3, 5, 5, a, b, Margin.Errors));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(100)]
    public void PayoffAgainstALimit_OfEventsAtTheLimit_IsAtMostTheStakeInExpectation(int requests)
    {
        double[] sizes = [0.02, 0.5, 1.1, 4, 64];
        foreach (var size in sizes)
        {
            var mean = Binomial.Of(requests, 0.01).Select((chance, x) => chance * Math.Exp(Bet.LogPayoffAgainst(0.01, size, x, requests))).Sum();
            Assert.InRange(mean, 0, 1 + 1e-12);
        }
    }

    [Fact]
    public void Payoff_ForNoEventsAtAll_ProvesByTheRuleOfThree() =>
        Assert.Equal(1000 * 0.003, Bet.LogPayoff(1e-9, 0, 0, 1000, 1e9, new(1, 0.003)), 3);
}
