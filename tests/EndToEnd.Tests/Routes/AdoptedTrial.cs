using System.Text.Json.Nodes;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>A VirtualService that was there first, with a rule of its team's: the rule holds all the while, and the object is given back as it was.</summary>
internal static class AdoptedTrial
{
    private const string Route = """
        apiVersion: networking.istio.io/v1beta1
        kind: VirtualService
        metadata:
          name: web
          labels: {team: shop}
          annotations: {team/contact: shop@example.com}
        spec:
          hosts: [web]
          http:
            - name: moved
              match: [{uri: {prefix: /moved} }]
              redirect: {uri: /here}
            - name: main
              timeout: 9s
              route: [{destination: {host: web} }]
        """;

    public static async Task RunAsync()
    {
        JsonObject before = [];
        await using var app = await RoutedApp.StartAsync(new RoutedPlan("istio-adopted", IstioCanary.With())
        {
            Before = async kubectl =>
            {
                await kubectl.ApplyAsync(Route, CancellationToken.None);
                before = await kubectl.GetAsync(CancellationToken.None, "virtualservice", "web");
            },
        });
        await AssertMovedAsync(app);
        var begun = await app.TryOutAsync("2", "adopted");
        await AssertMovedAsync(app);
        Assert.Equal(["moved", "main"], Rules(await app.GetAsync("virtualservice")).Select(rule => (string?)rule!["name"]));
        Assert.Equal("9s", (string?)Rules(await app.GetAsync("virtualservice"))[1]!["timeout"]);

        await GivenBack.DeleteAsync(app);

        await AssertMovedAsync(app);
        Assert.Equal(["virtualservice.networking.istio.io/web"], await GivenBack.RoutesAsync(app));
        Assert.Equal(Written(before), Written(await app.GetAsync("virtualservice")));
        app.AssertNothingLost(begun);
    }

    private static async Task AssertMovedAsync(RoutedApp app) =>
        Assert.Equal((301, "/here"), (await app.Client.AskAsync("/moved/away")) is var answer ? (answer.Status, new Uri(answer.Location).AbsolutePath) : default);

    private static JsonArray Rules(JsonObject route) => route["spec"]!["http"]!.AsArray();

    private static string Written(JsonObject route) =>
        $"{route["spec"]!.ToJsonString()} {route["metadata"]!["labels"]!.ToJsonString()} {route["metadata"]!["annotations"]!.ToJsonString()} {route["metadata"]!["ownerReferences"]?.ToJsonString()}";
}
