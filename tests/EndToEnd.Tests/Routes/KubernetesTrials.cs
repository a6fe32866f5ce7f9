namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Two apps of provider kubernetes, side by side; each test waits for its own.</summary>
public sealed class KubernetesTrials : IAsyncLifetime
{
    public Task BlueGreen { get; } = BlueGreenRollouts.RunAsync();

    public Task Weights { get; } = WeightedRollout.RunAsync();

    public Task InitializeAsync() => Task.CompletedTask;

    // How they ended their tests say.
    public Task DisposeAsync() => Task.WhenAny(Task.WhenAll(BlueGreen, Weights));
}
