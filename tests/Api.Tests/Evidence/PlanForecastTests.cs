using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Api.Tests.Evidence;

public class PlanForecastTests
{
    private const double Errors = 0.005;
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    /// <summary>The published table: requests per second, weight in percent, and how many times more errors ten minutes notice.</summary>
    public static TheoryData<double, int, double> Table => new()
    {
        { 1, 5, 30 }, { 1, 10, 20 }, { 1, 25, 13 }, { 1, 50, 13 },
        { 10, 5, 6.6 }, { 10, 10, 4.9 }, { 10, 25, 3.6 }, { 10, 50, 3.3 },
        { 100, 5, 2.5 }, { 100, 10, 2.1 }, { 100, 25, 1.8 }, { 100, 50, 1.7 },
        { 1000, 5, 1.5 }, { 1000, 10, 1.4 }, { 1000, 25, 1.3 }, { 1000, 50, 1.3 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Limit_OfTenMinutes_IsThatOfTheTable(double requestsPerSecond, int weight, double times)
    {
        var limit = DetectionLimit.Of(Margin.Errors, PlanForecast.Requests([new(weight, TenMinutes)], requestsPerSecond), Errors, 0.01);

        Assert.InRange(limit.Times!.Value / times, 0.75, 1.25);
    }

    [Fact]
    public void Limit_OfARamp_IsBetweenThoseOfItsEnds()
    {
        PlannedStep[] ramp = [new(10, TenMinutes / 5), new(20, TenMinutes / 5), new(30, TenMinutes / 5), new(40, TenMinutes / 5), new(50, TenMinutes / 5)];
        double Times(IEnumerable<PlannedStep> steps) => DetectionLimit.Of(Margin.Errors, PlanForecast.Requests(steps, 10), Errors, 0.01).Times!.Value;

        Assert.InRange(Times(ramp), Times([new(50, TenMinutes)]), Times([new(10, TenMinutes)]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Step_WithOneSideAlone_ComparesNothing(int weight)
    {
        Assert.Empty(PlanForecast.Requests([new(weight, TenMinutes)], 10));
        Assert.Null(PlanForecast.Warning([new(weight, TenMinutes)], 10, Errors));
    }

    [Fact]
    public void Warning_OfAPlanThatNoticesLittle_SaysWhatItWillNotNotice() => Assert.Equal(
        "at 2 req/s and 5 % this 10-minute canary will not notice less than 18 times more errors (8.8 % instead of 0.5 %); larger weights or longer steps notice more",
        PlanForecast.Warning([new(5, TenMinutes)], 2, Errors));

    [Fact]
    public void Warning_OfAPlanThatNoticesNothing_SaysSo() => Assert.Equal(
        "at 0.1 req/s and 5 to 10 % this 40-second canary will not notice even a version that fails every request; larger weights or longer steps notice more",
        PlanForecast.Warning([new(5, TimeSpan.FromSeconds(20)), new(10, TimeSpan.FromSeconds(20))], 0.1, 0));

    [Fact]
    public void Warning_BesideAPrimaryWithoutErrors_SaysWhichShare() => Assert.Equal(
        "at 0.5 req/s and 5 % this 10-minute canary will not notice less than 19 % errors; larger weights or longer steps notice more",
        PlanForecast.Warning([new(5, TenMinutes)], 0.5, 0));

    [Theory]
    [InlineData(10, 5, 0.005)]
    [InlineData(1000, 5, 0)]
    [InlineData(1000, 5, 0.000001)]
    public void PlanThatNoticesWhatMatters_IsNotWarnedOf(double requestsPerSecond, int weight, double errors) =>
        Assert.Null(PlanForecast.Warning([new(weight, TenMinutes)], requestsPerSecond, errors));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.033333, 0.033, 0.033)]
    [InlineData(1.97, 2, 1.9)]
    [InlineData(12, 12, 12)]
    [InlineData(99.9, 100, 99)]
    [InlineData(1234567, 1200000, 1200000)]
    [InlineData(17000, 17000, 17000)]
    public void TwoDigits_OfANumber_AreTheNearestOrThoseBelow(double number, double nearest, double below)
    {
        Assert.Equal(nearest, TwoDigits.Of(number));
        Assert.Equal(below, TwoDigits.AtMost(number));
    }
}
