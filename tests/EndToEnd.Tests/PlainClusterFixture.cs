using CanaryMesh.Support.Cluster;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>An embedded cluster with nothing of ours in it.</summary>
public sealed class PlainClusterFixture : IAsyncLifetime
{
    private ClusterProcess? _cluster;

    public Kubectl Kubectl => _cluster?.Kubectl ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync()
    {
        var folder = Folders.Of("plain");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        _cluster = await ClusterProcess.StartAsync(folder, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
