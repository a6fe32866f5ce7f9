using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using FsCheck.Xunit;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

public class StepScheduleTests
{
    [Theory]
    [InlineData(10, 50, 0, 10)]
    [InlineData(10, 50, 10, 20)]
    [InlineData(10, 50, 40, 50)]
    [InlineData(10, 50, 50, null)]
    [InlineData(10, 50, 60, null)]
    [InlineData(20, 50, 40, 50)]
    [InlineData(30, 100, 90, 100)]
    [InlineData(60, 50, 0, 50)]
    [InlineData(10, 50, 13, 20)]
    [InlineData(20, 50, 5, 20)]
    [InlineData(100, 100, 0, 100)]
    public void Next_OfEvenSteps_IsTheNextMultipleUpToTheMaximum(int step, int max, int weight, int? next) =>
        Assert.Equal(next, StepSchedule.Next(new(step, max, []), weight));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 5)]
    [InlineData(5, 25)]
    [InlineData(7, 25)]
    [InlineData(25, null)]
    [InlineData(80, null)]
    public void Next_OfAList_IsTheNextLargerOfTheList(int weight, int? next) =>
        Assert.Equal(next, StepSchedule.Next(new(1, 100, [1, 25, 5]), weight));

    [Fact]
    public void Last_OfAList_IsItsLargest() => Assert.Equal(25, StepSchedule.Last(new(1, 100, [1, 25, 5])));

    [Theory]
    [InlineData(10, 2, 1)]
    [InlineData(50, 2, 1)]
    [InlineData(51, 2, 2)]
    [InlineData(50, 3, 2)]
    [InlineData(1, 100, 1)]
    [InlineData(1, 101, 2)]
    [InlineData(100, 7, 7)]
    [InlineData(10, 0, 1)]
    public void PodsFor_AWeight_IsTheShareRoundedUp(int weight, int replicas, int pods) => Assert.Equal(pods, StepSchedule.PodsFor(weight, replicas));

    [Property]
    public void Next_FromAnyWeight_RisesToTheLastAndEnds(byte step, byte max, byte[] list)
    {
        var plan = new StepPlan(1 + (step % 100), 1 + (max % 100), [.. list.Select(each => 1 + (each % 100))]);
        var weight = 0;
        for (var count = 0; StepSchedule.Next(plan, weight) is { } next; count++)
        {
            Assert.InRange(next, weight + 1, 100);
            Assert.True(count < 100);
            weight = next;
        }

        Assert.Equal(StepSchedule.Last(plan), weight);
    }
}
