namespace CanaryMesh.Lifecycle.Tests;

/// <summary>What a platform engineer does to the installation in the middle of a rollout, with no app noticing.</summary>
public sealed class InstallationLifeTests(InstallationLives lives) : IClassFixture<InstallationLives>
{
    private const string First = "sample/web:1";

    public static TheoryData<string> Names { get; } = [.. InstallationLife.All.Select(life => life.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Installation_UnderLoad_LosesNothing(string name)
    {
        var ends = await lives.EndsAsync(name);

        Assert.All(ends, end => Assert.Equal("", end.Faults));
        Assert.True(ends.Sum(end => LifeLoad.Answered(end.Counts)) >= LifeLoad.Goal);
        Assert.All(ends[0].Images, image => Assert.Equal(First, image));
        Assert.All(ends[1].Images, image => Assert.Equal(InstallationLife.All.Single(life => life.Name == name).Serving, image));
        Assert.All(ends, end => Assert.NotEmpty(end.Images));
    }
}
