namespace CanaryMesh.EndToEnd.Tests.Strategies;

/// <summary>A bad version is found by copies of requests before any user meets it; a good one is switched to and promoted.</summary>
internal static class BlueGreenTrial
{
    public const string Analysis = """
        threshold: 2
        iterations: 2
        mirror: true
        """;

    public static async Task RunAsync(StrategyApp app)
    {
        var before = app.Web.Load.Counts.Snapshot();
        await app.Web.SetVersionAsync("3", CancellationToken.None);
        var refused = await app.Web.JudgedAsync(TrapTarget.Within, CancellationToken.None);
        var between = app.Web.Load.Counts.Snapshot();
        await app.Web.SetVersionAsync("2", CancellationToken.None);
        await app.PromotedAsync();

        Assert.Equal(("Failed", "ChecksFailed"), (refused.Phase, refused.Reason));
        Assert.Equal(0, between.Of("3").Answered);
        app.NothingLostSince(before);
    }
}
