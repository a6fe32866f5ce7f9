namespace CanaryMesh.EndToEnd.Tests.Strategies;

/// <summary>A ladder of its own, copies before it, and clients that never go back while it is climbed; then the share goes back by steps.</summary>
internal static class StickyTrial
{
    public const string Analysis = """
        threshold: 3
        stepWeights: [30, 60]
        stepWeightPromotion: 20
        mirror: true
        mirrorWeight: 50
        stickiness: {header: x-user}
        """;

    private const int Users = 6;
    private const int GivenBack = 20;

    public static async Task RunAsync(StrategyApp app)
    {
        var before = app.Web.Load.Counts.Snapshot();
        await app.TryOutAsync("2");
        var falling = FallAsync(app);
        var users = await Task.WhenAll(Enumerable.Range(0, Users).Select(user => app.WhileOnTrialAsync("x-user", $"user-{user}")));
        var weights = await falling;

        Assert.Equal([30, 60], app.Web.Canary.Weights.Steps.Select(step => step.Weight));
        Assert.All(users, user => Assert.Equal(user.Versions.Order(StringComparer.Ordinal), user.Versions));
        Assert.Equal((60, 0), (weights[0], weights[^1]));
        Assert.All(weights.Zip(weights.Skip(1)), pair => Assert.InRange(pair.First - pair.Second, 1, GivenBack));
        app.NothingLostSince(before);
    }

    // Every weight from the last of the ladder on.
    private static async Task<List<int>> FallAsync(StrategyApp app)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        List<int> weights = [];
        for (var ends = DateTimeOffset.UtcNow + TrapTarget.Within; DateTimeOffset.UtcNow < ends && app.Web.Canary.Current.Phase != "Succeeded"; await timer.WaitForNextTickAsync())
        {
            Note(weights, app.Web.Canary.Current.Weight);
        }

        // The last step and the end may be one record.
        Note(weights, app.Web.Canary.Current.Weight);
        return weights;
    }

    private static void Note(List<int> weights, int weight)
    {
        if ((weights.Count > 0 || weight == 60) && (weights.Count == 0 || weights[^1] != weight))
        {
            weights.Add(weight);
        }
    }
}
