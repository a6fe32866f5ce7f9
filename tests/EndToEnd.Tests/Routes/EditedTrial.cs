using System.Text.Json.Nodes;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Somebody else sets the weights in mid-trial: nobody fights over the object, nobody is judged, and a person says how it goes on.
/// At last the Canary is deleted in a trial.</summary>
internal static class EditedTrial
{
    private const int Edited = 50;

    public static async Task RunAsync()
    {
        await using var app = await RoutedApp.StartAsync(new RoutedPlan("istio-edited", IstioCanary.With()));
        await ResumedAsync(app);
        await AbortedAsync(app);
        await DeletedAsync(app);
    }

    private static async Task ResumedAsync(RoutedApp app)
    {
        var begun = await app.TryOutAsync("2", "resumed");
        var version = await EditAsync(app);
        await app.SeenAsync("it waits", canary => canary.Reason == "RouteEdited");
        var told = app.Web.Canary.Current;

        // Several looks' worth of requests, and each look would pass.
        await app.SentAsync(360);

        Assert.Contains($"it splits web-primary={Edited},web-canary={Edited}, and web-primary=80,web-canary=20 was written", told.Message, StringComparison.Ordinal);
        Assert.Equal(("Progressing", 20, "RouteEdited"), (app.Web.Canary.Current.Phase, app.Web.Canary.Current.Weight, app.Web.Canary.Current.Reason));
        Assert.Equal(version, Version(await app.GetAsync("virtualservice")));
        app.AssertShare(Edited, begun);
        var (fifth, edited) = (app.Drawn(20), app.Drawn(Edited));

        await app.CommandAsync("resume:1");
        await app.SeenAsync("it is promoted", canary => canary.Phase == "Succeeded");

        Assert.True(app.Drawn(20) > fifth, $"at 20 % nobody was drawn again, {app.Drawn(Edited) - edited} were as it was edited");
        Assert.Equal([20, 40], app.Web.Canary.Weights.Steps.Select(step => step.Weight).Distinct());
        app.AssertNothingLost(begun);
    }

    private static async Task AbortedAsync(RoutedApp app)
    {
        var begun = await app.TryOutAsync("6", "aborted");
        await EditAsync(app);
        await app.SeenAsync("it waits", canary => canary.Reason == "RouteEdited");
        await app.CommandAsync("abort:2");
        await app.SeenAsync("it is refused", canary => canary.Phase == "Failed");
        await app.Web.RestAsync(CancellationToken.None);

        Assert.Equal("Aborted", app.Web.Canary.Current.Reason);
        Assert.Equal([100, 0], Weights(await app.GetAsync("virtualservice")));
        var atRest = app.Drawn(0);
        await Silence.OfAsync(app.Web.Load, load => load.Of("6").Answered, "the refused version answers nobody");
        Assert.True(app.Drawn(0) > atRest);
        app.AssertNothingLost(begun);
    }

    private static async Task DeletedAsync(RoutedApp app)
    {
        var begun = await app.TryOutAsync("7", "deleted");
        await GivenBack.DeleteAsync(app);

        Assert.Equal([], await GivenBack.RoutesAsync(app));
        app.AssertNothingLost(begun);
    }

    // Gives the object's version as the edit left it.
    private static async Task<string> EditAsync(RoutedApp app)
    {
        var patch = string.Join(',', Enumerable.Range(0, 2).Select(side => $$"""{"op":"replace","path":"/spec/http/0/route/{{side}}/weight","value":{{Edited}}}"""));
        await app.KubectlAsync("patch", "virtualservice", "web", "--type=json", "-p", $"[{patch}]");
        return Version(await app.GetAsync("virtualservice"));
    }

    private static string Version(JsonObject route) => (string)route["metadata"]!["resourceVersion"]!;

    private static IEnumerable<int> Weights(JsonObject route) => route["spec"]!["http"]![0]!["route"]!.AsArray().Select(side => (int)side!["weight"]!);
}
