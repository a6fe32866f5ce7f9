namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>What else befalls trials in a mesh, each with an app of its own, side by side; each test waits for its own.</summary>
public sealed class IstioTrials : IAsyncLifetime
{
    public Task Edited { get; private set; } = Task.CompletedTask;

    public Task Lane { get; private set; } = Task.CompletedTask;

    public Task Adopted { get; private set; } = Task.CompletedTask;

    public Task InitializeAsync()
    {
        if (EmbeddedOnly.Skip(RoutedApp.Needs) is null)
        {
            (Edited, Lane, Adopted) = (EditedTrial.RunAsync(), MutualTlsTrial.RunAsync(), IstioAdoptedTrial.RunAsync());
        }
        return Task.CompletedTask;
    }

    // How they ended their tests say.
    public Task DisposeAsync() => Task.WhenAny(Task.WhenAll(Edited, Lane, Adopted));
}
