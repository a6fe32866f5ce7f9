namespace CanaryMesh.Lifecycle.Tests;

/// <summary>What happens to one app between its first day with us and its last, with nobody noticing.</summary>
public sealed class AppLifeTests(AppLives lives) : IClassFixture<AppLives>
{
    public static TheoryData<string> Names { get; } = [.. AppLife.All.Select(life => life.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task App_UnderLoad_LosesNothing(string name)
    {
        var end = await lives.EndAsync(name);

        Assert.Equal("", end.Faults);
        Assert.True(LifeLoad.Answered(end.Counts) >= LifeLoad.Goal, $"{end.Counts}");
        Assert.NotEmpty(end.Images);
        Assert.All(end.Images, image => Assert.Equal(AppLife.All.Single(life => life.Name == name).Serving, image));
    }

    [Theory]
    [InlineData("left-at-rest")]
    [InlineData("left-on-trial")]
    [InlineData("left-in-promotion")]
    [InlineData("own-canary-deleted-on-trial")]
    public async Task App_ThatLeft_BearsNoMarkOfOurs(string name) => Assert.Equal([], (await lives.EndAsync(name)).Ours);
}
