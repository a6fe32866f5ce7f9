using CanaryMesh.Cluster;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.Manifests.Tests.Applied;

/// <summary>A cluster without a node: objects are checked and pods are made, but none runs.</summary>
public sealed class EmptyCluster : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("canarymesh-applied-");
    private EmbeddedCluster? _cluster;

    public Kubectl Kubectl { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _cluster = await EmbeddedCluster.StartAsync(new() { RunNode = false, StateFolder = _folder.FullName });
        var kubeconfig = Path.Combine(_folder.FullName, "kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, _cluster.Server.WriteKubeconfig());
        Kubectl = new(kubeconfig, Path.Combine(_folder.FullName, "home"));
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
