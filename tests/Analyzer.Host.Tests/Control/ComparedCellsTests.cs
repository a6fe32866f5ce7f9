using CanaryMesh.Analyzer.Control;
using CanaryMesh.Api.Names;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Control;

public sealed class ComparedCellsTests
{
    private readonly CountLedger _ledger = new();

    [Fact]
    public void Fine_OfTwoProxiesAndARepeat_IsSummedOnce()
    {
        _ledger.Fold("a", [Row([3, 129], [5, 1])]);
        _ledger.Fold("a", [Row([3, 129], [5, 1])]);
        _ledger.Fold("a", [Row([3, 7, 129], [6, 2, 1])]);
        _ledger.Fold("b", [Row([7], [10])]);

        var fine = Assert.Single(_ledger.Totals).Fine;

        Assert.Equal(FineLatencyBuckets.Count, fine.Count);
        Assert.Equal((6, 12, 1, 19), (fine[3], fine[7], fine[129], fine.Sum()));
    }

    [Fact]
    public void Fine_AfterRowsWithout_IsAddedToThem()
    {
        _ledger.Fold("a", [Row([], [])]);
        Assert.Empty(Assert.Single(_ledger.Totals).Fine);
        _ledger.Fold("a", [Row([0], [4])]);

        var row = Assert.Single(_ledger.Totals);
        Assert.Equal((9, 4), (row.Success, row.Fine[0]));
    }

    [Theory]
    [InlineData(new uint[] { 130 }, new ulong[] { 1 })]
    [InlineData(new uint[] { 4, 4 }, new ulong[] { 1, 1 })]
    [InlineData(new uint[] { 5, 4 }, new ulong[] { 1, 1 })]
    [InlineData(new uint[] { 4 }, new ulong[] { })]
    [InlineData(new uint[] { }, new ulong[] { 1 })]
    [InlineData(new uint[] { uint.MaxValue }, new ulong[] { 1 })]
    public void Row_ThatIsMalformed_IsRefused(uint[] indexes, ulong[] counts)
    {
        _ledger.Fold("a", [Row(indexes, counts)]);

        Assert.Empty(_ledger.Totals);
    }

    private static Wire.SideCounts Row(uint[] indexes, ulong[] counts) => new()
    {
        Side = Wire.Side.Canary, Route = Wire.Route.Split, Version = "v-new", EffectiveWeight = 10, Success = 9, FineIndex = { indexes }, FineCount = { counts },
    };
}
