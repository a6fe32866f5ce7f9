using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>The shared cluster for a class that wants no app of ours.</summary>
public sealed class SharedClusterFixture : IAsyncLifetime
{
    private Kubectl? _kubectl;

    public Kubectl Kubectl => _kubectl ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync() => _kubectl = (await SharedCluster.StartedAsync()).Kubectl;

    public Task DisposeAsync() => Task.CompletedTask;
}
