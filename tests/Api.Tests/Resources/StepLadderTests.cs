using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Api.Tests.Resources;

public class StepLadderTests
{
    [Theory]
    [InlineData(10, 50, new[] { 10, 20, 30, 40, 50 })]
    [InlineData(20, 50, new[] { 20, 40, 50 })]
    [InlineData(50, null, new[] { 50, 100 })]
    [InlineData(200, 150, new[] { 100 })]
    [InlineData(0, 50, new int[0])]
    [InlineData(null, 50, new int[0])]
    public void Ladder_OfEvenSteps_EndsAtTheTop(int? step, int? top, int[] expected) =>
        Assert.Equal(expected, StepLadder.Of(new CanaryAnalysis { StepWeight = step, MaxWeight = top }));

    [Fact]
    public void Ladder_OfGivenSteps_IsThose() => Assert.Equal([1, 5, 100], StepLadder.Of(new CanaryAnalysis { StepWeights = [1, 5, 120], MaxWeight = 50 }));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(20, 1)]
    [InlineData(45, 2)]
    [InlineData(50, 3)]
    public void Step_OfAWeight_IsTheLastOneReached(int weight, int step) => Assert.Equal(step, StepLadder.At([20, 40, 50], weight));
}
