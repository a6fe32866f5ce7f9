using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

public class ReportIntakeTests
{
    private readonly ReportIntake _intake = new(Counted.Scope);

    [Fact]
    public void Take_CumulativeCounts_IsWhatTheyGrewBy()
    {
        Assert.Equal(5, Taken(1, 5));
        Assert.Equal(3, Taken(2, 8));
    }

    [Fact]
    public void Take_ALostReport_IsInTheNext()
    {
        Taken(1, 5);

        Assert.Equal(20, Taken(3, 25));
    }

    [Fact]
    public void Take_ARepeatedOrLateReport_ChangesNothing()
    {
        Taken(2, 8);

        Assert.Equal(0, Taken(2, 8));
        Assert.Equal(0, Taken(1, 5));
        Assert.Equal(1, Taken(3, 9));
    }

    [Fact]
    public void Take_ALowerCount_IsAResetThatCountsWhole()
    {
        Taken(1, 50);

        Assert.Equal(4, Taken(2, 4));
    }

    [Fact]
    public void Take_OneNumberLower_IsAResetOfTheWholeRow()
    {
        _intake.Take(new("a", 1, [Counted.Canary(new() { Success = 50, ServerError = 3 })]));
        var growth = Assert.Single(_intake.Take(new("a", 2, [Counted.Canary(new() { Success = 60, ServerError = 1 })])));

        Assert.Equal((60, 1), (growth.Tally.Success, growth.Tally.ServerError));
    }

    [Fact]
    public void Take_AnotherInstance_BeginsAtZero()
    {
        Taken(9, 50);

        Assert.Equal(60, Taken(1, 60, "b"));
    }

    [Fact]
    public void Take_LateCountsOfAnOlderPolicy_StayWithItsWeight()
    {
        _intake.Take(new("a", 1, [Counted.Canary(Counted.Good(5))]));
        var growth = _intake.Take(new("a", 2, [Counted.Canary(Counted.Good(6)), Counted.Canary(Counted.Good(2), 20, new(1, 2))]));

        Assert.Equal([(10, 1L), (20, 2L)], growth.Select(row => (row.Key.Weight, row.Tally.Success)));
    }

    [Theory]
    [InlineData(Route.Direct)]
    [InlineData(Route.Lane)]
    [InlineData(Route.Mirror)]
    [InlineData(Route.Unspecified)]
    public void Take_WhatWasNotDrawn_SaysNothing(Route route)
    {
        Assert.Empty(_intake.Take(new("a", 1, [Counted.Canary(Counted.Good(5), route: route), Counted.Primary(Counted.Good(5), route: route)])));
    }

    [Fact]
    public void Take_AnotherVersionOrAnEarlierTrial_SaysNothing()
    {
        var intake = new ReportIntake(new(Counted.Version, new(2, 1)));

        Assert.Empty(intake.Take(new("a", 1, [Counted.Canary(Counted.Good(5), policy: new(2, 1), version: "v3"), Counted.Primary(Counted.Good(5), policy: new(1, 9))])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Take_AWeightWithOneSideAlone_SaysNothing(int weight) => Assert.Empty(_intake.Take(new("a", 1, [Counted.Primary(Counted.Good(5), weight)])));

    [Fact]
    public void Take_AfterARestart_BeginsWhereTheProcessIs()
    {
        var intake = new ReportIntake(Counted.Scope, resumed: new(1, 4));
        var first = intake.Take(new("a", 70, [Counted.Canary(Counted.Good(500), policy: new(1, 4)), Counted.Canary(Counted.Good(6), policy: new(2, 1))]));
        var second = intake.Take(new("a", 71, [Counted.Canary(Counted.Good(502), policy: new(1, 4))]));

        Assert.Equal(6, Assert.Single(first).Tally.Success);
        Assert.Equal(2, Assert.Single(second).Tally.Success);
    }

    [Fact]
    public void Take_HistogramsOfUnequalLength_AreFilledUp()
    {
        _intake.Take(new("a", 1, [Counted.Canary(new() { Success = 1, Latency = [1] })]));

        Assert.Equal([1L, 2L], Assert.Single(_intake.Take(new("a", 2, [Counted.Canary(new() { Success = 4, Latency = [2, 2] })]))).Tally.Latency);
    }

    private long Taken(ulong sequence, long successes, string instance = "a") =>
        _intake.Take(new(instance, sequence, [Counted.Canary(Counted.Good(successes))])).Sum(row => row.Tally.Success);
}
