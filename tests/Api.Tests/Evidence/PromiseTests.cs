using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Api.Tests.Evidence;

/// <summary>A canary exactly at the margin pays nobody: computed, not drawn.</summary>
public class PromiseTests
{
    private static readonly Margin[] Margins = [Margin.None, Margin.Errors, Margin.Proof, new(1.25, 0.05)];
    private static readonly double[] Rates = [0.001, 0.02, 0.3, 0.6];
    private static readonly double[] Sizes = [1.1, 2, 16, 1024, 0.9, 0.5, 0.005];

    public static TheoryData<int, int> Exposures => new() { { 1, 19 }, { 5, 20 }, { 12, 12 }, { 3, 40 } };

    [Theory]
    [MemberData(nameof(Exposures))]
    public void Payoff_OfCountedRequestsAtTheMargin_IsAtMostTheStakeInExpectation(int a, int b) =>
        Assert.All(Cases(), each => Assert.InRange(Counted(each, a, b), 0, 1 + 1e-12));

    [Theory]
    [MemberData(nameof(Exposures))]
    public void Payoff_OfDrawnRequestsAtTheMargin_IsAtMostTheStakeInExpectation(int a, int b) =>
        Assert.All(Cases(), each => Assert.InRange(Drawn(each, a / (double)(a + b), a + b), 0, 1 + 1e-12));

    [Fact]
    public void Payoff_OfAWorseCanary_IsMoreThanTheStakeInExpectation() =>
        Assert.True(Counted(new(Margin.None, 0.02, 2) { Worse = 3 }, 5, 20) > 1.05);

    [Fact]
    public void Payoff_OfABetterCanary_IsMoreThanTheStakeInExpectation() =>
        Assert.True(Counted(new(Margin.Proof, 0.3, 0.5) { Worse = 0.3 }, 12, 12) > 1.5);

    private static IEnumerable<Case> Cases() =>
        from margin in Margins
        from rate in Rates
        from size in Sizes
        where (margin.Ratio * rate) + margin.Added <= 1
        select new Case(margin, rate, size);

    private static double Counted(Case at, int a, int b)
    {
        var (canary, primary) = (Binomial.Of(a, at.Canary), Binomial.Of(b, at.Primary));
        return (from x in Enumerable.Range(0, a + 1)
                from y in Enumerable.Range(0, b + 1)
                select canary[x] * primary[y] * Math.Exp(Bet.LogPayoff(at.Size, x, y, a, b, at.Margin))).Sum();
    }

    // Each request falls on either side and is worth the same exposure wherever it fell.
    private static double Drawn(Case at, double weight, int requests)
    {
        double Pays(double x, double y) => Math.Exp(Bet.LogPayoff(at.Size, x, y, weight, 1 - weight, at.Margin));
        var one = (weight * ((at.Canary * Pays(1, 0)) + ((1 - at.Canary) * Pays(0, 0))))
            + ((1 - weight) * ((at.Primary * Pays(0, 1)) + ((1 - at.Primary) * Pays(0, 0))));
        return Math.Pow(one, requests);
    }

    private sealed record Case(Margin Margin, double Primary, double Size)
    {
        public double Worse { get; init; } = 1;

        public double Canary => Worse * ((Margin.Ratio * Primary) + Margin.Added);
    }
}
