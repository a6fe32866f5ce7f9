using CanaryMesh.Mesh;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Copies, then a lane and cookies beside weights, among pods that take mutual TLS alone: seen from requests, not from objects.</summary>
internal static class LaneTrial
{
    private const string TlsMode = "ISTIO_MUTUAL";

    // The team's own rule of how the app is spoken to, without which nobody reaches it before.
    private const string Rule = $$"""
        apiVersion: networking.istio.io/v1beta1
        kind: DestinationRule
        metadata: {name: web}
        spec:
          host: web
          trafficPolicy: {tls: {mode: {{TlsMode}} } }
        """;

    private const string Analysis = """
        mirror: true
        match: [{headers: {x-user: {exact: insider} } }]
        sessionAffinity: {cookieName: side, maxAge: 600}
        """;

    public static async Task RunAsync()
    {
        await using var app = await RoutedApp.StartAsync(new RoutedPlan("istio-lane", IstioCanary.With($$""", trafficPolicy: {tls: {mode: {{TlsMode}}} }""", Analysis))
        {
            Options = _ => new MeshOptions { StrictMutual = true },
            Before = kubectl => kubectl.ApplyAsync(Rule, CancellationToken.None),
        });
        var begun = await app.TryOutAsync("2", "lane");
        var mirrored = app.Mesh.Counts.Totals().Mirrored.GetValueOrDefault("web-canary");
        var lane = WhileOnTrialAsync(app, "x-user", "insider");
        var cookie = await CookieAsync(app);
        var kept = await WhileOnTrialAsync(app, "Cookie", $"other=1; {cookie.Split(';')[0]}");
        var led = await lane;
        await app.SeenAsync("it is promoted", canary => canary.Phase == "Succeeded");
        await app.Web.RestAsync(CancellationToken.None);

        Assert.Equal(["2"], led);
        Assert.StartsWith("side=", cookie, StringComparison.Ordinal);
        Assert.Contains("Max-Age=600", cookie, StringComparison.Ordinal);
        Assert.Equal(["2"], kept);
        Assert.InRange(mirrored, 50, long.MaxValue);
        app.AssertShare(20, begun);
        app.AssertShare(40, begun);
        app.AssertNothingLost(begun);
        var modes = app.Mesh.Counts.Totals().TlsModes;
        Assert.Equal((TlsMode, TlsMode), (modes["web-primary"], modes["web-canary"]));
    }

    // Whoever is drawn for the version on trial gets one.
    private static async Task<string> CookieAsync(RoutedApp app)
    {
        var cookie = "";
        while (cookie.Length == 0 && await IsOnTrialAsync(app))
        {
            cookie = (await app.Client.AskAsync("/")).Cookie;
        }
        return cookie;
    }

    // All versions that answered this client, each once. What came while the trial ended says nothing.
    private static async Task<IReadOnlyList<string>> WhileOnTrialAsync(RoutedApp app, string header, string value)
    {
        HashSet<string> versions = [];
        while (true)
        {
            List<string> batch = [];
            for (var each = 0; each < 10; each++)
            {
                batch.Add((await app.Client.AskAsync("/", (header, value))).Version);
            }
            if (!await IsOnTrialAsync(app))
            {
                return [.. versions];
            }
            versions.UnionWith(batch);
        }
    }

    private static async Task<bool> IsOnTrialAsync(RoutedApp app) => await app.KubectlAsync("get", "canary", "web", "-o", "jsonpath={.status.phase}") == "Progressing";
}
