namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>One app in a mesh.</summary>
public sealed class IstioFixture : IAsyncLifetime
{
    internal const string TlsMode = "ISTIO_MUTUAL";
    private RoutedApp? _app;

    internal RoutedApp App => _app ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync()
    {
        if (EmbeddedOnly.Skip(RoutedApp.Needs) is null)
        {
            _app = await RoutedApp.StartAsync(new RoutedPlan("istio", Canary) { RequestsPerSecond = 100 });
        }
    }

    public async Task DisposeAsync() => await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);

    private static string Canary { get; } = $$"""
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: web}
        spec:
          provider: istio
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          service:
            port: 80
            trafficPolicy: {tls: {mode: {{TlsMode}} } }
          analysis:
            interval: 3s
            threshold: 2
            stepWeight: 20
            maxWeight: 40
            metrics:
              - {name: request-success-rate, thresholdRange: {min: 99}, interval: 8s}
              - {name: request-duration, thresholdRange: {max: 2000}, interval: 8s}
        """;
}
