using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

/// <summary>The rules that keep the counts honest, from growth to blocks.</summary>
public class BlocksTests
{
    private static readonly BlockRules ByOthers = Counted.Rules with { Exposure = Exposure.Counted };

    [Fact]
    public void Of_TwoWeights_MakesTwoBlocks()
    {
        var blocks = Blocks.Of([Counted.Canary(Counted.Good(5)), Counted.Canary(Counted.Good(7), weight: 20)], Counted.Rules).Closed;

        Assert.Equal([(10, 5L), (20, 7L)], blocks.Select(block => (block.Weight, block.Canary.Requests)));
    }

    [Fact]
    public void Of_PoliciesOfOneWeight_AreOneBlockWithinAStep() => Assert.Equal(12, Counted.Only(
        [Counted.Canary(Counted.Good(5)), Counted.Canary(Counted.Good(7), policy: new(1, 2))]).Canary.Requests);

    [Fact]
    public void Of_LateCountsOfAnEarlierStep_AreNotOfThisOne()
    {
        var rules = Counted.Rules with { StepSince = new(1, 5) };
        var blocks = Blocks.Of([Counted.Canary(Counted.Good(5)), Counted.Canary(Counted.Good(7), policy: new(1, 5))], rules).Closed;

        Assert.Equal([(false, 5L), (true, 7L)], blocks.Select(block => (block.IsOfStep, block.Canary.Requests)).Order());
    }

    [Fact]
    public void Of_Drawn_SharesAllRequestsByTheWeightWhereverTheyFell()
    {
        var block = Counted.Only([Counted.Canary(Counted.Good(3)), Counted.Primary(Counted.Good(97))]);

        Assert.Equal((10, 90), (block.A, block.B));
    }

    [Fact]
    public void Of_DrawnWithOneRequestOnOneSide_IsABlock()
    {
        var block = Counted.Only([Counted.Canary(new() { Drawn = 1, ServerError = 1 })]);

        Assert.Equal((1, 0, 0.1, 0.9), (block.X, block.Y, block.A, block.B));
    }

    [Fact]
    public void Of_Outcomes_BlamesWhatFailed()
    {
        var tally = new Tally { Success = 10, ServerError = 1, ConnectError = 2, Reset = 3, Timeout = 4 };
        var block = Counted.Only([Counted.Canary(tally), Counted.Primary(tally)]);

        Assert.Equal((10, 10), (block.X, block.Y));
        Assert.Equal((20, 20), (block.Canary.Requests, block.Primary.Requests));
    }

    [Fact]
    public void Of_AClientThatWentAway_BlamesNobodyAndIsNoExposure()
    {
        var block = Counted.Only([Counted.Canary(new() { Success = 1, ClientCancel = 50 }), Counted.Primary(new() { Success = 9, ClientCancel = 50 })]);

        Assert.Equal((0, 0, 1, 9), (block.X, block.Y, block.A, block.B));
    }

    [Fact]
    public void Of_RequestsThatNeverArrived_BlamesNobodyAndCountsThemForNoSide()
    {
        var block = Counted.Only([Counted.Canary(new() { Drawn = 10, FellBack = 6, Success = 3, ServerError = 1 }), Counted.Primary(new() { Drawn = 90, Success = 90 })]);

        Assert.Equal((1, 0, 4, 90), (block.X, block.Y, block.A, block.B));
        Assert.Equal((4, 6, 90), (block.Canary.Requests, block.Canary.NotReached, block.Primary.Requests));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Of_AWeightWithOneSideAlone_AddsNothing(int weight) =>
        Assert.Empty(Blocks.Of([Counted.Canary(Counted.Good(5), weight)], Counted.Rules with { StepWeight = weight }).Closed);

    [Theory]
    [InlineData(2, 50)]
    [InlineData(50, 2)]
    public void Of_CountedWithTooFewOnOneSide_StaysOpen(long canary, long primary)
    {
        var (closed, open) = Blocks.Of([Counted.Canary(Counted.Good(canary)), Counted.Primary(Counted.Good(primary))], ByOthers);

        Assert.Empty(closed);
        Assert.Equal(canary + primary, open.Sum(row => row.Tally.Success));
    }

    [Fact]
    public void Of_CountedWithEnoughInAll_ClosesOnWhatWasOpen()
    {
        var (_, open) = Blocks.Of([Counted.Canary(new() { Success = 1, ServerError = 1 }), Counted.Primary(Counted.Good(9))], ByOthers);

        var block = Counted.Only([.. open, Counted.Canary(Counted.Good(1))], ByOthers);
        Assert.Equal((1, 3, 9), (block.X, block.A, block.B));
    }

    [Fact]
    public void Of_CountedWithManyErrorsAndFewRequests_StaysOpen() =>
        Assert.Empty(Blocks.Of([Counted.Canary(new() { ServerError = 2 }), Counted.Primary(Counted.Good(50))], ByOthers).Closed);

    [Fact]
    public void Of_CountedAtAnotherWeight_ClosesAtTheChange()
    {
        var block = Counted.Only([Counted.Canary(Counted.Good(2)), Counted.Primary(Counted.Good(20))], ByOthers with { StepWeight = 20 });

        Assert.Equal((2, 20), (block.A, block.B));
    }

    [Fact]
    public void Of_Bursts_DividesEventsAndExposures()
    {
        var block = Counted.Only(
            [Counted.Canary(new() { Success = 5, ServerError = 5 }), Counted.Primary(new() { Success = 80, ServerError = 10 })], Counted.Rules with { Burst = 5 });

        Assert.Equal((1, 2, 2, 18), (block.X, block.Y, block.A, block.B));
        Assert.Equal((10, 5), (block.Canary.Requests, block.Canary.Errors));
    }

    [Fact]
    public void Of_AWarmUp_LeavesOutLatencyAndNoError()
    {
        var tally = new Tally { Success = 3, ServerError = 1, Latency = [1, 2] };
        var block = Counted.Only([Counted.Canary(tally), Counted.Primary(tally)], Counted.Rules with { IsWarmingUp = true });

        Assert.Empty(block.Canary.Latency);
        Assert.Equal((0, 0, 1), (block.SlowA, block.SlowB, block.X));
    }

    [Fact]
    public void Of_Latency_IsOfSuccessesAlone()
    {
        var block = Counted.Only(
            [Counted.Canary(new() { Success = 3, ServerError = 7, Latency = [1, 2] }), Counted.Primary(new() { Success = 7, Latency = [7] })]);

        Assert.Equal([1L, 2L], block.Canary.Latency);
        Assert.Equal((1, 9), (block.SlowA, block.SlowB));
    }

    [Fact]
    public void Of_AWarmUpThatStaysOpen_IsNotComparedLater()
    {
        var (_, open) = Blocks.Of([Counted.Canary(new() { Success = 2, Latency = [0, 2] }), Counted.Primary(new() { Success = 20, Latency = [20] })], ByOthers with { IsWarmingUp = true });

        var block = Counted.Only([.. open, Counted.Canary(new() { Success = 1, Latency = [1, 0] })], ByOthers);

        Assert.Equal((3, 1, 20), (block.Canary.Requests, block.SlowA, block.SlowB));
        Assert.Equal([1L, 0L], block.Canary.Latency);
    }

    [Fact]
    public void Of_AWarmUp_StillLearnsThePrimarysLatency()
    {
        var tally = new Tally { Success = 3, Latency = [1, 2] };

        Assert.Equal([1L, 2L], Counted.Only([Counted.Canary(tally), Counted.Primary(tally)], Counted.Rules with { IsWarmingUp = true }).Primary.Latency);
    }

    [Fact]
    public void Of_StickyUsers_CountsFirstErrorsBySharesOfThem()
    {
        var block = Counted.Only(
            [
                Counted.Canary(new() { Success = 5, ServerError = 40, FirstErrors = 2 }),
                Counted.Primary(new() { Success = 90, ServerError = 3, FirstErrors = 3 }),
            ],
            Counted.Rules with { Unit = SplitUnit.User });

        Assert.Equal((2, 3, 0.5, 4.5), (block.X, block.Y, block.A, block.B));
    }

    [Fact]
    public void Of_StickyUsersThatNobodyCounts_HasNothingToCompare()
    {
        var block = Counted.Only([Counted.Canary(new() { ServerError = 40 }), Counted.Primary(Counted.Good(90))], Counted.Rules with { Unit = SplitUnit.User });

        Assert.Equal((0, 0, 0, 0), (block.X, block.Y, block.A, block.B));
    }
}
