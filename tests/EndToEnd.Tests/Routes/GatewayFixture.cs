using CanaryMesh.Mesh;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Apps behind Gateways: one for whole rollouts, and one for each of two trials. They run side by side, and each test waits for its own.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    private const string Steps = """
        stepWeight: 20
        maxWeight: 40
        """;

    private WholeRollouts? _rollouts;

    internal WholeRollouts Rollouts => _rollouts ?? throw new InvalidOperationException("not started");

    public Task Refused { get; private set; } = Task.CompletedTask;

    public Task Adopted { get; private set; } = Task.CompletedTask;

    public Task InitializeAsync()
    {
        if (EmbeddedOnly.Skip(RoutedApp.Needs) is null)
        {
            _rollouts = new WholeRollouts(GatewayCanary.Plan("gateway", Steps, new MeshOptions()));
            (Refused, Adopted) = (RefusedTrial.RunAsync(), GatewayAdoptedTrial.RunAsync());
        }
        return Task.CompletedTask;
    }

    // How they ended their tests say.
    public Task DisposeAsync() => Task.WhenAny(Task.WhenAll(_rollouts?.Bad ?? Task.CompletedTask, Refused, Adopted));
}
