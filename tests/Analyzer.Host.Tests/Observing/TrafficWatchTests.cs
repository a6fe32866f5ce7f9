using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Control;
using CountKey = CanaryMesh.Analyzer.Control.CountKey;
using PolicyId = CanaryMesh.Analyzer.Control.PolicyId;
using SideCounts = CanaryMesh.Analyzer.Control.SideCounts;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class TrafficWatchTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RolloutKey Key = new("shop", "web");
    private readonly TrafficWatch _watch = new();

    [Fact]
    public void Traffic_BetweenTwoTicks_IsThatOfBothSidesWithTheErrorsOfThePrimary()
    {
        Assert.Null(Look(0, Row(Side.Primary, 1000)));

        Assert.Equal(
            new UsualTraffic(100, 0.011, Noon.AddSeconds(40)),
            Look(40, Row(Side.Primary, 4600, failed: 40), Row(Side.Canary, 400, failed: 400)));
    }

    [Fact]
    public void Traffic_OfLittleTime_IsNotSaid()
    {
        Look(0, Row(Side.Primary, 0));

        Assert.Null(Look(29, Row(Side.Primary, 100)));
        Assert.Equal(10, Look(30, Row(Side.Primary, 300))!.RequestsPerSecond);
    }

    [Fact]
    public void Traffic_ThatIsKnown_IsCountedAnewAfterMinutesOnly()
    {
        Look(0, Row(Side.Primary, 0));

        Assert.Null(_watch.Of(Key, Board(1, Row(Side.Primary, 300)), Noon.AddSeconds(60), isKnown: true));
        Assert.Equal(2, _watch.Of(Key, Board(1, Row(Side.Primary, 360)), Noon.AddSeconds(180), isKnown: true)!.RequestsPerSecond);
    }

    [Fact]
    public void Requests_OfAnEarlierLeaderOrOfNoDraw_AreNotCounted()
    {
        Look(0, Row(Side.Primary, 0, term: 2));

        var found = _watch.Of(
            Key, Board(2, Row(Side.Primary, 60, term: 2), Row(Side.Primary, 99999), Row(Side.Primary, 5000, term: 2, route: Route.Direct)), Noon.AddSeconds(60), isKnown: false);

        Assert.Null(found);
        Assert.Equal(1, _watch.Of(Key, Board(2, Row(Side.Primary, 120, term: 2), Row(Side.Primary, 99999)), Noon.AddSeconds(120), isKnown: false)!.RequestsPerSecond);
    }

    [Fact]
    public void Canary_ThatIsGone_BeginsAnew()
    {
        Look(0, Row(Side.Primary, 0));
        _watch.Forget(Key);

        Assert.Null(Look(60, Row(Side.Primary, 600)));
    }

    private UsualTraffic? Look(int second, params SideCounts[] rows) => _watch.Of(Key, Board(1, rows), Noon.AddSeconds(second), isKnown: false);

    private static BoardObservation Board(ulong term, params SideCounts[] rows) => new() { Asked = new(term, 1), Counts = rows };

    private static SideCounts Row(Side side, long ended, long failed = 0, ulong term = 1, Route route = Route.Split)
    {
        var cells = new long[SideCounts.CellCount];
        (cells[0], cells[1], cells[3], cells[4]) = (ended, ended, ended - failed, failed);
        return new(new CountKey(side, route, "v", new PolicyId(term, 1), 10), cells);
    }
}
