using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>One managed app for the tests of a class.</summary>
public sealed class ManagedWebFixture : IAsyncLifetime
{
    private ManagedWeb? _web;

    public ManagedWeb Web => _web ?? throw new InvalidOperationException("not started");

    public async Task InitializeAsync() => _web = await SharedCluster.AddAsync("web");

    public async Task DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }
    }
}
