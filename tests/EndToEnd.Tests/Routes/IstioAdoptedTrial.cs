using System.Text.Json.Nodes;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>A VirtualService that was there first.</summary>
internal static class IstioAdoptedTrial
{
    private const string Route = $$"""
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
              timeout: {{AdoptedTrial.Timeout}}
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
        await AdoptedTrial.RunAsync(app, "2", before, spec => spec["http"]!.AsArray()[^1]!["timeout"]);
    }
}
