using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Tests.Evidence;

namespace CanaryMesh.Analyzer.Core.Tests.Comparison;

public class SuspicionTests
{
    [Theory]
    [InlineData(-1, 1.842700792949715)]
    [InlineData(0, 1)]
    [InlineData(0.5, 0.4795001221869535)]
    [InlineData(1.999, 0.004698443348629488)]
    [InlineData(2, 0.004677734981047265)]
    [InlineData(5, 1.5374597944280351e-12)]
    public void ErrorFunction_OnBothBranches_IsExact(double x, double expected) =>
        Assert.Equal(1.0, ErrorFunction.Complement(x) / expected, 1e-12);

    [Theory]
    [InlineData(5, 40, 0.05)]
    [InlineData(39, 40, 0.9)]
    [InlineData(1, 40, 0.5)]
    public void Chance_AtOneWeight_IsTheBinomialTail(int events, int all, double weight) =>
        Assert.Equal(Binomial.Of(all, weight).Skip(events).Sum(), Suspicion.Chance(events, [new(all, weight)]), 1e-12);

    [Fact]
    public void Chance_AtAHighWeight_DoesNotVanish() =>
        Assert.InRange(Suspicion.Chance(1815, [new(2000, 0.9)]), 0.01, 0.2);

    [Fact]
    public void Chance_OnBothSidesOfTheExactVariance_IsAlike()
    {
        var (exact, normal) = (Suspicion.Chance(225, [new(2000, 0.1), new(40, 0.3)]), Suspicion.Chance(225, [new(2000, 0.1), new(120, 0.1)]));
        Assert.InRange(exact, 0.01, 0.3);
        Assert.InRange(normal / exact, 0.5, 2);
    }

    [Fact]
    public void Chance_WhereTheCanaryHadAllRequests_SaysNothing()
    {
        Assert.Equal(1.0, Suspicion.Chance(7, [new(7, 1.0)]));
        Assert.Equal(1.0, Suspicion.Chance(7, []));
        Assert.Equal(Suspicion.Chance(6, [new(20, 0.1)]), Suspicion.Chance(10, [new(20, 0.1), new(4, 1.0), new(9, 0.0)]), 1e-12);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void Split_AtAWeightOfNothingOrAll_IsNotJudged(double weight) => Assert.Equal(0.0, SplitCheck.LogValue(10, 90, weight));

    [Theory]
    [InlineData(10_000, 90_000, false)]
    [InlineData(10_300, 89_700, false)]
    [InlineData(11_500, 88_500, true)]
    [InlineData(8_500, 91_500, true)]
    public void Split_UnlikeItsWeight_Alarms(long canary, long primary, bool alarm) =>
        Assert.Equal(alarm, SplitCheck.LogValue(canary, primary, 0.1) >= SplitCheck.LogAlarm);

    [Fact]
    public void Split_OfDrawnRequests_IsAtMostOneInExpectation()
    {
        var mean = Binomial.Of(300, 0.1).Select((chance, canary) => chance * Math.Exp(SplitCheck.LogValue(canary, 300 - canary, 0.1))).Sum();
        Assert.Equal(1.0, mean, 1e-9);
    }

    [Fact]
    public void Signs_OfNineWorseOfNine_ReachAHundred() => Assert.True(new Signs(9, 0).LogValue >= Math.Log(100));

    [Fact]
    public void Signs_OfFairIntervals_AreAtMostOneInExpectation() =>
        Assert.Equal(1.0, Binomial.Of(30, 0.5).Select((chance, worse) => chance * Math.Exp(new Signs(worse, 30 - worse).LogValue)).Sum(), 1e-9);

    [Fact]
    public void Signs_OfATieOrNoNumber_AreUnchanged()
    {
        var signs = default(Signs).With(2, 1, new(1, 0)).With(1, 2, new(1, 0)).With(1, 1, new(1, 0)).With(double.NaN, 1, new(1, 0)).With(1.4, 1, new(1.25, 0.1));
        Assert.Equal(new Signs(2, 1), signs);
    }
}
