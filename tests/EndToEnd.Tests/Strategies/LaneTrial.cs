namespace CanaryMesh.EndToEnd.Tests.Strategies;

/// <summary>A header lane in front of weights and cookies, with more checks asked for than there are steps.</summary>
internal static class LaneTrial
{
    public const string Analysis = """
        threshold: 3
        stepWeight: 20
        maxWeight: 40
        iterations: 4
        match: [{headers: {canary: {exact: "true"} } }]
        sessionAffinity: {cookieName: side, maxAge: 600}
        """;

    public static async Task RunAsync(StrategyApp app)
    {
        var before = app.Web.Load.Counts.Snapshot();
        await app.TryOutAsync("2");
        string? cookie = null;
        while (cookie is null && (await app.CanaryAsync()).Phase == "Progressing")
        {
            (_, cookie) = await app.AskAsync("x-nobody", "in particular");
        }

        var stays = app.WhileOnTrialAsync("Cookie", cookie?.Split(';')[0] ?? "none");
        var (versions, _) = await app.WhileOnTrialAsync("canary", "true");
        var kept = (await stays).Versions;
        await app.PromotedAsync();

        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Equal("2", version));
        Assert.StartsWith("side=", cookie, StringComparison.Ordinal);
        Assert.NotEmpty(kept);
        Assert.All(kept, version => Assert.Equal("2", version));
        Assert.InRange(await app.PassedChecksAsync(), 4, 5);
        app.NothingLostSince(before);
    }
}
