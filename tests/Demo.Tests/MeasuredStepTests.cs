using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Demo.Tests;

public sealed class MeasuredStepTests
{
    [Theory]
    [InlineData(10, 1000, 100, true)]
    [InlineData(10, 1000, 137, true)]
    [InlineData(10, 1000, 139, false)]
    [InlineData(10, 1000, 61, false)]
    [InlineData(10, 0, 0, false)]
    public void Within_AllowsFourDeviationsAndNoMore(int weight, long requests, long onCanary, bool within) =>
        Assert.Equal(within, new MeasuredStep(weight, requests, onCanary).Within);
}
