namespace CanaryMesh.EndToEnd.Tests.Strategies;

/// <summary>Only those whom a condition names meet the version before it is promoted.</summary>
internal static class AbTestTrial
{
    public const string Analysis = """
        threshold: 3
        iterations: 3
        match: [{headers: {x-user: {exact: insider} } }]
        """;

    public static async Task RunAsync(StrategyApp app)
    {
        var before = app.Web.Load.Counts.Snapshot();
        await app.TryOutAsync("2");
        var (versions, load) = await app.WhileOnTrialAsync("x-user", "insider");
        await app.PromotedAsync();

        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Equal("2", version));
        Assert.Equal(0, load.Of("2").Answered);
        app.NothingLostSince(before);
    }
}
