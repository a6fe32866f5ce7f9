using CanaryMesh.Mesh;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>A weight is in force once the Gateway's controller has taken it, and not before: until then the status has its words.</summary>
internal static class RefusedTrial
{
    private const string Steps = """
        stepWeight: 50
        maxWeight: 50
        """;

    public static async Task RunAsync()
    {
        await using var app = await RoutedApp.StartAsync(
            GatewayCanary.Plan("gateway-slow", Steps, new MeshOptions { AcceptDelay = TimeSpan.FromSeconds(3) }) with { RequestsPerSecond = 30 });
        await DelayedAsync(app);
        await RefusedAsync(app);
    }

    private static async Task DelayedAsync(RoutedApp app)
    {
        var begun = await app.BeginAsync("2");
        await WaitsAsync(app, 50, "WaitingForWeight", "HTTPRoute web waits for Gateway edge: its controller has not looked at generation ");
        await app.SeenAsync("it is promoted", canary => canary.Phase == "Succeeded");

        app.AssertShare(50, begun);
        app.AssertNothingLost(begun);
    }

    // What a controller refuses it serves no longer: nobody is reached meanwhile, so no weight is tried.
    private static async Task RefusedAsync(RoutedApp app)
    {
        await app.Web.RestAsync(CancellationToken.None);
        app.Mesh.RefuseRoutes("NotAllowedByListeners", "closed for repairs");
        await app.Web.SetVersionAsync("6", CancellationToken.None);
        await WaitsAsync(app, 0, "Steering", "Gateway edge refuses HTTPRoute web: NotAllowedByListeners: closed for repairs");
        await app.SentAsync(200);

        Assert.Equal(("Progressing", 0, "Steering"), (app.Web.Canary.Current.Phase, app.Web.Canary.Current.Weight, app.Web.Canary.Current.Reason));
        Assert.Equal(0, app.Web.Load.Counts.Snapshot().Of("6").Answered);
        app.Mesh.AcceptRoutes();
        await app.SeenAsync("it is promoted", canary => canary.Phase == "Succeeded");
    }

    private static Task WaitsAsync(RoutedApp app, int weight, string reason, string words) => app.SeenAsync(
        $"it waits: {words}",
        canary => canary.Phase == "Progressing" && canary.Weight == weight && canary.Reason == reason && canary.Message.Contains(words, StringComparison.Ordinal));
}
