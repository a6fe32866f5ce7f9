using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>A cluster of its own, since every app of it feels a hold that is away.</summary>
public sealed class BypassFixture : IAsyncLifetime
{
    private ManagedWeb? _web;

    internal TrapTarget Target => new(_web ?? throw new InvalidOperationException("not started"));

    public async Task InitializeAsync()
    {
        _web = await ManagedWeb.StartAsync(Folders.Of("bypass"), CancellationToken.None);
        await TrapsFixture.ShortenAsync(_web.Kubectl);
    }

    public async Task DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }
    }
}
