namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Whole rollouts of one app in a mesh.</summary>
public sealed class IstioFixture : IAsyncLifetime
{
    internal const string TlsMode = "ISTIO_MUTUAL";

    /// <summary>What the section service of a Canary says of it.</summary>
    internal const string TrafficPolicy = $", trafficPolicy: {{tls: {{mode: {TlsMode}}} }}";

    private WholeRollouts? _rollouts;

    internal WholeRollouts Rollouts => _rollouts ?? throw new InvalidOperationException("not started");

    public Task InitializeAsync()
    {
        _rollouts = EmbeddedOnly.Skip(RoutedApp.Needs) is null ? new WholeRollouts(new RoutedPlan("istio", IstioCanary.With(TrafficPolicy))) : null;
        return Task.CompletedTask;
    }

    // How they ended their tests say.
    public Task DisposeAsync() => Task.WhenAny(_rollouts?.Bad ?? Task.CompletedTask);
}
