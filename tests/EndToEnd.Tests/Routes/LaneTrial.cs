namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Copies, then a lane and cookies beside weights: seen from requests, not from objects.</summary>
internal static class LaneTrial
{
    public const string Analysis = """
        stepWeight: 20
        maxWeight: 40
        mirror: true
        match: [{headers: {x-user: {exact: insider} } }]
        sessionAffinity: {cookieName: side, maxAge: 600}
        """;

    private const int Asks = 60;

    // A pause keeps the weights while the clients ask.
    public static async Task RunAsync(RoutedApp app, string version)
    {
        var begun = await app.TryOutAsync(version, "lane");
        await app.CommandAsync("pause:1");
        await app.SeenAsync("it is paused", canary => canary.Reason == "Paused");
        var mirrored = app.Mesh.Counts.Totals().Mirrored.GetValueOrDefault("web-canary");
        var led = await AnsweredAsync(app, "x-user", "insider");
        var cookie = await CookieAsync(app);
        var kept = await AnsweredAsync(app, "Cookie", $"other=1; {cookie.Split(';')[0]}");
        await app.CommandAsync("resume:2");
        await app.SeenAsync("it is promoted", canary => canary.Phase is "Succeeded" or "Failed");

        Assert.Equal(("Succeeded", version, version), (app.Web.Canary.Current.Phase, led, kept));
        Assert.StartsWith("side=", cookie, StringComparison.Ordinal);
        Assert.Contains("Max-Age=600", cookie, StringComparison.Ordinal);
        Assert.InRange(mirrored, 40, long.MaxValue);
        app.AssertShare(20, begun);
        app.AssertShare(40, begun);
        app.AssertNothingLost(begun);
    }

    // Whoever is drawn for the version on trial gets one; so many draws cannot all miss it.
    private static async Task<string> CookieAsync(RoutedApp app)
    {
        var cookie = "";
        for (var ask = 0; ask < 200 && cookie.Length == 0; ask++)
        {
            cookie = (await app.Client.AskAsync("/")).Cookie;
        }
        return cookie;
    }

    // The versions that answered this client, each once.
    private static async Task<string> AnsweredAsync(RoutedApp app, string header, string value)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Asks).Select(_ => app.Client.AskAsync("/", (header, value))));
        return string.Join(' ', answers.Select(answer => answer.Version).Distinct().Order(StringComparer.Ordinal));
    }
}
