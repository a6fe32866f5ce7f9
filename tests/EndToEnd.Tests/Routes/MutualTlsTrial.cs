using CanaryMesh.Mesh;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>A trial with lanes and cookies among pods that take mutual TLS alone: both sides are reached as the Canary says.</summary>
internal static class MutualTlsTrial
{
    // The team's own rule of how the app is spoken to, without which nobody reaches it before.
    private const string Rule = $$"""
        apiVersion: networking.istio.io/v1beta1
        kind: DestinationRule
        metadata: {name: web}
        spec:
          host: web
          trafficPolicy: {tls: {mode: {{IstioFixture.TlsMode}}} }
        """;

    public static async Task RunAsync()
    {
        await using var app = await RoutedApp.StartAsync(new RoutedPlan("istio-lane", IstioCanary.With(IstioFixture.TrafficPolicy, LaneTrial.Analysis))
        {
            Options = _ => new MeshOptions { StrictMutual = true },
            Before = kubectl => kubectl.ApplyAsync(Rule, CancellationToken.None),
        });
        await LaneTrial.RunAsync(app, "2");

        var modes = app.Mesh.Counts.Totals().TlsModes;
        Assert.Equal((IstioFixture.TlsMode, IstioFixture.TlsMode), (modes["web-primary"], modes["web-canary"]));
    }
}
