using CanaryMesh.Bench.Judge.Tables;

namespace CanaryMesh.Bench.Judge.Tests;

public class TablesTests
{
    [Fact]
    public void Spread_WithRunsThatFoundNothing_PutsThemLast()
    {
        var spread = new Spread([1, 2, null, 3]);

        Assert.Equal(2, spread.Median);
        Assert.Equal("2/never", spread.Both);
        Assert.Equal("75 % (2 s)", spread.Cell);
    }

    [Fact]
    public void Spread_OfTwenty_TakesTheNineteenthAsP95() => Assert.Equal(19, new Spread(Enumerable.Range(1, 20).Select(each => (int?)each)).P95);

    [Theory]
    [InlineData(0, 100, "0 %")]
    [InlineData(1, 8700, "0.01 %")]
    [InlineData(12, 100, "12 %")]
    [InlineData(1, 100, "1 %")]
    [InlineData(499, 500, "99.8 %")]
    [InlineData(500, 500, "100 %")]
    public void Percent_OfAShare_IsShort(int part, int whole, string expected) => Assert.Equal(expected, Percent.Of(part, whole));

    [Fact]
    public void Interval_OfOneInManyRuns_EndsWhereWilsonsDoes() => Assert.Equal(0.00065, Percent.Highest(1, 8700), 5e-6);
}
