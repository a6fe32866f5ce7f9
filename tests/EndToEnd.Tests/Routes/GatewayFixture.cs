using CanaryMesh.Mesh;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>One app behind a Gateway for whole rollouts, and beside it one whose controller takes its time, or refuses.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    private const string Steps = """
        stepWeight: 20
        maxWeight: 40
        mirror: true
        """;

    private RoutedApp? _app;

    internal RoutedApp App => _app ?? throw new InvalidOperationException("not started");

    public Task Refused { get; private set; } = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        if (EmbeddedOnly.Skip(RoutedApp.Needs) is null)
        {
            Refused = RefusedTrial.RunAsync();
            _app = await RoutedApp.StartAsync(GatewayCanary.Plan("gateway", Steps, new MeshOptions()) with { RequestsPerSecond = 80 });
        }
    }

    public async Task DisposeAsync()
    {
        // How it ended its test says.
        await Task.WhenAny(Refused);
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
