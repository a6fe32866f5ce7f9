using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Core.Tests.Comparison;

public class ForecastTests
{
    private static readonly double[] Weights = [0.05, 0.1, 0.25, 0.5];
    private static readonly double RollbackLevel = Math.Log(100 / 0.5);

    [Theory]
    [InlineData(1, 30, 20, 13, 13)]
    [InlineData(10, 6.6, 4.9, 3.6, 3.3)]
    [InlineData(100, 2.5, 2.1, 1.8, 1.7)]
    [InlineData(1000, 1.5, 1.4, 1.3, 1.3)]
    public void Regression_NoticedInTenMinutes_IsThatOfTheTable(double requestsPerSecond, double low, double tenth, double quarter, double half)
    {
        const double Primary = 0.005;
        Assert.All(Weights.Zip([low, tenth, quarter, half]), each =>
        {
            var noticed = Forecast.SmallestNoticed(Margin.Errors, each.First, Primary, requestsPerSecond * 600 * each.First);
            Assert.InRange(noticed!.Value / Primary / each.Second, 0.75, 1.25);
        });
    }

    [Fact]
    public void Regression_InTooFewRequests_IsNeverNoticed() => Assert.Null(Forecast.SmallestNoticed(Margin.Errors, 0.1, 0.005, 2));

    [Fact]
    public void Regression_WithinTheMargin_IsNeverRolledBack() =>
        Assert.Equal(double.PositiveInfinity, Forecast.RequestsUntilRollback(Margin.Errors, 0.1, 0.0112, 0.01));

    [Theory]
    [InlineData(0, 891, 891, 926, 1000)]
    [InlineData(0.0001, 891, 926, 962, 1039)]
    [InlineData(0.001, 1079, 1122, 1211, 1359)]
    [InlineData(0.005, 1412, 1467, 1646, 2238)]
    [InlineData(0.01, 1359, 1412, 1711, 2417)]
    [InlineData(0.02, 1165, 1211, 1467, 2238)]
    public void Proof_OfAnEquallyGoodCanary_NeedsTheRequestsOfTheTable(double rate, double low, double tenth, double quarter, double half) =>
        Assert.All(Weights.Zip([low, tenth, quarter, half]), each =>
            Assert.InRange(Forecast.RequestsUntil(Proof.LogLevel, new Proof(Margin.Proof).Evidence, each.First, rate, rate) / each.Second, 0.95, 1.01));

    [Fact]
    public void Proof_AfterHalfOfItsRequests_NeedsTheOtherHalf()
    {
        var proof = new Proof(Margin.Proof);
        var before = Forecast.RequestsUntil(Proof.LogLevel, proof.Evidence, 0.1, 0.001, 0.001);
        proof.Add(0.5, 4.5, 500, 4500);

        Assert.Equal(before - 500, Forecast.RequestsUntil(Proof.LogLevel, proof.Evidence, 0.1, 0.001, 0.001), 1e-6);
        Assert.False(proof.IsShown);
        proof.Add(0.7, 6.3, 700, 6300);
        Assert.True(proof.IsShown);
        Assert.Equal(0.0, Forecast.RequestsUntil(Proof.LogLevel, proof.Evidence, 0.1, 0.001, 0.001));
        proof.BeginWeight();
        Assert.False(proof.IsShown);
    }

    [Fact]
    public void Proof_OfAWorseCanary_IsNeverReached() => Assert.Equal(
        double.PositiveInfinity, Forecast.RequestsUntil(Proof.LogLevel, new Proof(Margin.Proof).Evidence, 0.1, 0.05, 0.01));

    [Theory]
    [InlineData(0.01, 3, 3)]
    [InlineData(0.05, 3, 4)]
    [InlineData(0.1, 4, 5)]
    [InlineData(0.25, 7, 8)]
    [InlineData(0.5, 12, 15)]
    public void DeadCanary_BesideAFlawlessPrimary_CostsWhatTheTableSays(double weight, int analyzer, int guard)
    {
        Assert.Equal(analyzer, DeadCanary.FailedRequests(weight, Margin.Errors, RollbackLevel));
        Assert.Equal(guard, DeadCanary.FailedRequests(weight, Margin.Errors, Math.Log(1000)));
        Assert.InRange(DeadCanary.FailedRequests(weight, Margin.Errors, Math.Log(1000), Stake.Whole)!.Value, guard - 1, guard);
    }

    [Fact]
    public void DeadCanary_WithNobodyToCompareTo_IsNeverFound() => Assert.Null(DeadCanary.FailedRequests(1, Margin.Errors, RollbackLevel));
}
