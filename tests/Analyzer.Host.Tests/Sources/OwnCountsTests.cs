using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Api.Control;
using CanaryMesh.Api.Names;
using Board = CanaryMesh.Analyzer.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Sources;

public sealed class OwnCountsTests : SourceWorld
{
    private static readonly MetricCheck Rate = new("request-success-rate", CheckKind.SuccessRate, 99, null, TimeSpan.FromMinutes(1));
    private static readonly MetricCheck Duration = new("request-duration", CheckKind.RequestDuration, null, 500, TimeSpan.FromMinutes(1));

    [Fact]
    public async Task BuiltIns_WithoutAMetricsServer_ReadTheProxiesCounts()
    {
        var cells = new long[Board.SideCounts.CellCount];
        (cells[1], cells[3], cells[4], cells[8]) = (210, 190, 10, 10);
        cells[Board.SideCounts.Scalars + LatencyBuckets.IndexOf(100_000)] = 200;
        History.Record(new("shop", "web"), "abc", Time.GetUtcNow(), [new(new(Side.Canary, Route.Split, "abc", Board.PolicyId.None, 10), cells)], TimeSpan.FromMinutes(1));

        var readings = await WithoutServerAsync();

        Assert.Equal([(ReadingKind.Value, 95.0), (ReadingKind.Value, Math.Round(readings[1].Number))], readings.Select(each => (each.Kind, Math.Round(each.Number))));
        Assert.InRange(readings[1].Number, 64, 128);
        Assert.Equal("the proxies' own counts of 60 s", readings[0].Query);
        Assert.Empty(Asked);
    }

    [Theory]
    [InlineData(SharedCause.Hold, 40.0)]
    [InlineData(SharedCause.Blame, null)]
    public async Task Primary_OfACanaryThatFails_IsReadWhereItMayExcuseIt(SharedCause cause, double? primary)
    {
        History.Record(new("shop", "web"), "abc", Time.GetUtcNow(), [Row(Side.Canary, "abc", 190), Row(Side.Primary, "old", 80)], TimeSpan.FromMinutes(1));
        var seen = Seen([Rate], TimeSpan.FromHours(1));

        var reading = (await Source().ReadAsync(seen with { Spec = seen.Spec with { Judging = new() { SharedCause = cause } } }, Trial(null), CancellationToken.None)).Single();

        Assert.Equal((95, primary), (reading.Number, reading.Primary));
    }

    [Fact]
    public async Task Primary_OfACanaryWithinItsLimits_IsNobodysBusiness()
    {
        History.Record(new("shop", "web"), "abc", Time.GetUtcNow(), [Row(Side.Canary, "abc", 200), Row(Side.Primary, "old", 80)], TimeSpan.FromMinutes(1));
        var seen = Seen([Rate], TimeSpan.FromHours(1));

        Assert.Null((await Source().ReadAsync(seen with { Spec = seen.Spec with { Judging = new() { SharedCause = SharedCause.Hold } } }, Trial(null), CancellationToken.None)).Single().Primary);
    }

    [Fact]
    public async Task Primary_OnAMetricsServer_IsAskedForByItsVersion()
    {
        var seen = Seen([Rate], TimeSpan.FromHours(1));
        seen = seen with { Spec = seen.Spec with { Judging = new() { SharedCause = SharedCause.Hold } }, Status = seen.Status with { Promoted = ["v1:" + string.Concat(Enumerable.Repeat("0123456789abcdef", 4))] } };

        var reading = (await Source().ReadAsync(seen, Trial(Server.Connection.Address), CancellationToken.None)).Single();

        Assert.Equal((42, 42.0), (reading.Number, reading.Primary));
        Assert.Equal(2, Asked.Count);
        Assert.Contains("primary", Asked[1], StringComparison.Ordinal);
        Assert.Contains("0123456789", Asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Primary_ThatCannotBeRead_LeavesNobodyToBlame()
    {
        var seen = Seen([Rate], TimeSpan.FromHours(1));
        seen = seen with { Spec = seen.Spec with { Judging = new() { SharedCause = SharedCause.Hold } }, Status = seen.Status with { Promoted = ["v1:" + string.Concat(Enumerable.Repeat("0123456789abcdef", 4))] } };
        var canary = Server.Answer;
        Server.Answer = request => Asked.Count > 0 ? (503, "down") : canary(request);

        var reading = (await Source().ReadAsync(seen, Trial(Server.Connection.Address), CancellationToken.None)).Single();

        Assert.Equal((ReadingKind.Error, 1), (reading.Kind, Asked.Count));
        Assert.StartsWith("the canary is at 42, and the primary could not be read: ", reading.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BuiltIns_WithoutServerOrRequests_HaveNoData() =>
        Assert.All(await WithoutServerAsync(), each => Assert.Equal(ReadingKind.NoData, each.Kind));

    [Fact]
    public async Task InlineQuery_WithoutAMetricsServer_IsAnErrorThatSaysSo()
    {
        var reading = (await Source().ReadAsync(Seen([Inline("up")], TimeSpan.FromHours(1)), Trial(null), CancellationToken.None)).Single();

        Assert.Contains("no metrics server is configured", reading.Fault, StringComparison.Ordinal);
    }

    // Of two hundred requests.
    private static Board.SideCounts Row(Side side, string version, long success)
    {
        var cells = new long[Board.SideCounts.CellCount];
        (cells[1], cells[3], cells[4]) = (200, success, 200 - success);
        return new(new(side, Route.Split, version, Board.PolicyId.None, 10), cells);
    }

    private Task<IReadOnlyList<CheckReading>> WithoutServerAsync() => Source().ReadAsync(Seen([Rate, Duration], TimeSpan.FromHours(1)), Trial(null), CancellationToken.None);
}
