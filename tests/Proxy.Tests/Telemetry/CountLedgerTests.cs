using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Proxy.Tests.Telemetry;

public sealed class CountLedgerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CountLedger _ledger;

    public CountLedgerTests() => _ledger = new CountLedger(_time);

    [Fact]
    public void Snapshot_OfManyKeys_IsBoundedAndLosesNothing()
    {
        for (var revision = 1ul; revision <= 300; revision++)
        {
            Count(_ledger.Counter(Key(revision)));
        }

        var snapshot = _ledger.Snapshot();
        Assert.InRange(snapshot.Count, 1, 64);
        Assert.Equal(300, snapshot.Sum(each => each.Value.Ended));
        Assert.Equal(300 - CountLedger.MostKeys, snapshot.Single(each => each.Key.IsRest).Value.Ended);
    }

    [Fact]
    public void FoldedCounter_StillOpen_IsCountedWheneverItEnds()
    {
        var old = _ledger.Counter(Key(1));
        old.Begin(drawn: true);
        for (var revision = 2ul; revision <= 100; revision++)
        {
            _ledger.Counter(Key(revision));
        }

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, _ledger.Snapshot().Sum(each => each.Value.Ended));
        old.End(Outcome.Success, 10);
        Assert.Equal(1, _ledger.Snapshot().Sum(each => each.Value.Ended));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, _ledger.Snapshot().Sum(each => each.Value.Ended));
        Assert.Equal(1, _ledger.Snapshot().Sum(each => each.Value.Ended));
    }

    [Fact]
    public void Latency_FallsIntoTheFirstBucketThatHoldsIt()
    {
        var counter = _ledger.Counter(Key(1));
        foreach (var microseconds in (long[])[0, 250, 251, 49_000_000, long.MaxValue / 4])
        {
            counter.Begin(drawn: false);
            counter.End(Outcome.Success, microseconds);
        }

        counter.Begin(drawn: false);
        counter.End(Outcome.ClientCancel, 250);

        Assert.Equal((2, 1), (counter.Bucket(0), counter.Bucket(1)));
        Assert.Equal(1, counter.Bucket(Api.Names.LatencyBuckets.Count - 1));
        Assert.Equal(5, Enumerable.Range(0, Api.Names.LatencyBuckets.Count).Sum(counter.Bucket));
    }

    private static void Count(SideCounter counter)
    {
        counter.Begin(drawn: true);
        counter.End(Outcome.Success, 1000);
    }

    private static CountKey Key(ulong revision) => new(Side.Primary, CountRoute.Split, "aaaa", 1, revision, 10);
}
