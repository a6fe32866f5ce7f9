using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>A cluster whose shared parts are killed and stopped, with the five apps that must not feel it.</summary>
public sealed class LostPartsFixture : IAsyncLifetime
{
    private TestCluster? _cluster;
    private FivePhases? _apps;

    internal TestCluster Cluster => _cluster ?? throw new InvalidOperationException("not started");

    internal FivePhases Apps => _apps ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync(Folders.Of("lost-parts"), CancellationToken.None);
        await _cluster.InstallAsync(CancellationToken.None);
        _apps = await FivePhases.AddAsync(_cluster, "lost");
    }

    public async Task DisposeAsync()
    {
        if (_apps is not null)
        {
            await _apps.DisposeAsync();
        }
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
