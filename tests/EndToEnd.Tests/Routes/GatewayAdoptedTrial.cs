using System.Text.Json.Nodes;
using CanaryMesh.Mesh;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>An HTTPRoute that was there first; a whole trial with lanes and cookies in it, then one in which the Canary is deleted.</summary>
internal static class GatewayAdoptedTrial
{
    private const string Route = $$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata:
          name: web
          labels: {team: shop}
          annotations: {team/contact: shop@example.com}
        spec:
          parentRefs: [{name: edge}]
          hostnames: [{{GatewayCanary.Host}}]
          rules:
            - matches: [{path: {type: Exact, value: /moved} }]
              filters: [{type: RequestRedirect, requestRedirect: {statusCode: 301, path: {type: ReplaceFullPath, replaceFullPath: /here} } }]
            - timeouts: {request: {{AdoptedTrial.Timeout}}}
              backendRefs: [{name: web, port: 80}]
        """;

    public static async Task RunAsync()
    {
        JsonObject before = [];
        var plan = GatewayCanary.Plan("gateway-adopted", LaneTrial.Analysis, new MeshOptions());
        await using var app = await RoutedApp.StartAsync(plan with
        {
            Before = async kubectl =>
            {
                await plan.Before(kubectl);
                await kubectl.ApplyAsync(Route, CancellationToken.None);
                before = await kubectl.GetAsync(CancellationToken.None, "httproute", "web");
            },
        });
        await LaneTrial.RunAsync(app, "2");
        await AdoptedTrial.RunAsync(app, "6", before, spec => spec["rules"]!.AsArray()[^1]!["timeouts"]!["request"]);
    }
}
