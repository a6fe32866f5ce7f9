using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Api.Tests.Evidence;

public class EvidenceProperties
{
    private static readonly Margin[] Margins = [Margin.None, Margin.Errors, Margin.Proof, Margin.CoarseLatency];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Evidence_OfAnyBlockInParts_IsThatOfTheWhole(int seed)
    {
        var random = new Random(seed);
        var (whole, parts) = (Any(random), Any(new(seed)));
        var (x, y, n, weight) = (random.NextDouble() * 50, random.NextDouble() * 500, random.Next(1, 100_000), random.NextDouble());
        whole.Add(x, y, n * weight, n * (1 - weight));
        for (var left = 1.0; left > 0;)
        {
            var part = left < 0.1 ? left : left * random.NextDouble();
            left -= part;
            parts.Add(x * part, y * part, n * weight * part, n * (1 - weight) * part);
        }
        Assert.Equal(whole.LogValue, parts.LogValue, 1e-9 * Math.Max(1, Math.Abs(whole.LogValue)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Evidence_OfMoreFailures_IsMoreForHarmAndLessForProof(int seed)
    {
        var random = new Random(seed);
        var (x, y, a, b) = (random.Next(0, 30), random.Next(0, 300), random.Next(1, 1000), random.Next(1, 10_000));
        double Worth(StakeGrid grid, double canary, double primary)
        {
            var evidence = new Api.Evidence.Evidence(grid, Margin.Errors);
            evidence.Add(canary, primary, a, b);
            return evidence.LogValue;
        }
        Assert.True(Worth(StakeGrid.Harm, x + 1, y) > Worth(StakeGrid.Harm, x, y));
        Assert.True(Worth(StakeGrid.Harm, x, y + 1) < Worth(StakeGrid.Harm, x, y));
        Assert.True(Worth(StakeGrid.Safe, x + 1, y) < Worth(StakeGrid.Safe, x, y));
        Assert.True(Worth(StakeGrid.Safe, x, y + 1) > Worth(StakeGrid.Safe, x, y));
    }

    // Every course of three blocks with a restart between them, each by its chance.
    [Theory]
    [InlineData(Stake.Half, double.PositiveInfinity)]
    [InlineData(Stake.Half, 0.3)]
    [InlineData(Stake.Whole, double.PositiveInfinity)]
    public void Evidence_OverARunAtTheMargin_IsAtMostOneInExpectation(Stake stake, double calm)
    {
        foreach (var margin in Margins)
        {
            var canary = Binomial.Of(2, (margin.Ratio * 0.2) + margin.Added);
            var primary = Binomial.Of(3, 0.2);
            var harm = Mean(() => new(StakeGrid.Harm, margin, stake) { Calm = calm }, canary, primary);
            var safe = Mean(() => new(StakeGrid.Safe, margin, stake) { Calm = calm }, canary, primary);
            Assert.InRange(harm, 0.2, 1 + 1e-12);
            Assert.InRange(safe, 0.2, 1 + 1e-12);
        }
    }

    // Requests fail in pairs. Undivided, that is taken for evidence.
    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void Evidence_OfPairs_KeepsItsPromiseOnlyWhenDivided(int burst, bool kept)
    {
        var pairs = Binomial.Of(10, 0.1);
        double MeanOf(StakeGrid grid) => (
            from x in Enumerable.Range(0, pairs.Length)
            from y in Enumerable.Range(0, pairs.Length)
            let evidence = One(grid, burst, 2 * x, 2 * y)
            select pairs[x] * pairs[y] * Math.Exp(evidence.LogValue)).Sum();
        Assert.Equal(kept, MeanOf(StakeGrid.Harm) <= 1 + 1e-12);
        Assert.Equal(kept, MeanOf(StakeGrid.Safe) <= 1 + 1e-12);
    }

    private static Api.Evidence.Evidence One(StakeGrid grid, int burst, int x, int y)
    {
        var evidence = new Api.Evidence.Evidence(grid, Margin.None, Stake.Whole) { Burst = burst };
        evidence.Add(x, y, 20, 20);
        return evidence;
    }

    private static double Mean(Func<Api.Evidence.Evidence> make, double[] canary, double[] primary)
    {
        (int X, int Y, double Chance)[] blocks = [.. from x in Enumerable.Range(0, canary.Length)
                                                     from y in Enumerable.Range(0, primary.Length)
                                                     select (x, y, canary[x] * primary[y])];
        var mean = 0.0;
        foreach (var course in from first in blocks from second in blocks from third in blocks select (first, second, third))
        {
            var evidence = make();
            evidence.Add(course.first.X, course.first.Y, 2, 3);
            evidence.Restart();
            evidence.Add(course.second.X, course.second.Y, 2, 3);
            evidence.Restart();
            evidence.Add(course.third.X, course.third.Y, 2, 3);
            mean += course.first.Chance * course.second.Chance * course.third.Chance * Math.Exp(evidence.LogValue);
        }
        return mean;
    }

    private static Api.Evidence.Evidence Any(Random random) => new(
        random.Next(2) is 0 ? StakeGrid.Harm : StakeGrid.Safe, Margins[random.Next(Margins.Length)], random.Next(2) is 0 ? Stake.Half : Stake.Whole)
    {
        Burst = 1 + random.Next(3),
    };
}
