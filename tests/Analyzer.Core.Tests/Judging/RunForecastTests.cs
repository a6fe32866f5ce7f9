using CanaryMesh.Analyzer.Judging;
using static CanaryMesh.Analyzer.Core.Tests.Judging.Looks;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class RunForecastTests
{
    [Theory]
    [InlineData(0, 0, 850, 930)]
    [InlineData(2, 18, 1000, 2600)]
    public void RequestsLeft_OnTheWayToProof_SaysHowMuchMore(long x, long y, double least, double most)
    {
        var run = Run();
        run.Look(Input(1, Block(x, y, 200, 1800)));

        Assert.InRange(run.RequestsLeft!.Value, least, most);
    }

    [Fact]
    public void RequestsLeft_OfAVersionThatIsShown_IsNothing()
    {
        var run = Run();
        Play(run, new(2, 0.001, 0.001), seconds: 120, requestsPerSecond: 200);

        Assert.Equal(0, run.RequestsLeft);
    }

    [Fact]
    public void RequestsLeft_OfAVersionThatIsWorse_IsNotForetold()
    {
        var run = Run();
        run.Look(Input(1, Block(1500, 10, 3000, 27000)));

        Assert.Null(run.RequestsLeft);
        Assert.Equal(Outlook.Never, RunForecast.OutlookOf(Settings, run.State, run.RequestsLeft));
    }

    [Fact]
    public void Outlook_WhereNothingIsForetold_SaysWhy()
    {
        var run = Run();

        Assert.Equal(Outlook.NoRequestsYet, RunForecast.OutlookOf(Settings, run.State, run.RequestsLeft));
        Assert.Equal(Outlook.UsersAreKept, RunForecast.OutlookOf(Settings with { Unit = SplitUnit.User }, run.State, null));
        Assert.Equal(Outlook.Foretold, RunForecast.OutlookOf(Settings, run.State, 0));
    }
}
