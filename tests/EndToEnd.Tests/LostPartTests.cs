using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Parts of ours that die at the wrong moment: the rollout's end is the same. The cluster is its own, since others would feel it.</summary>
public sealed class LostPartTests : IAsyncLifetime
{
    private ManagedWeb? _web;

    private TrapTarget Target => new(_web ?? throw new InvalidOperationException("not started"));

    public async Task InitializeAsync() => _web = await ManagedWeb.StartAsync(Folders.Of("lost-parts"), CancellationToken.None);

    [EmbeddedTheory("its processes are killed from here")]
    [InlineData("canarymesh-analyzer", "6")]
    [InlineData("canarymesh-webhook", "7")]
    public async Task Part_KilledInTrialAndInPromotion_ChangesNothingOfTheEnd(string part, string version)
    {
        var before = await Target.RestAsync();
        await Target.SetImageAsync($"sample/web:{version}");
        await Target.Web.Canary.UntilAsync(canary => canary.ServesItsWeight, TrapTarget.Within, $"version {version} serves its share", CancellationToken.None);
        await KillAsync(part);
        await Target.PhaseAsync("Promoting");
        await KillAsync(part);
        await Target.PromotedAsync($"sample/web:{version}");

        Assert.Equal("Promoted", (await Target.CanaryAsync()).Reason);
        Target.NothingLostSince(before);
    }

    public async Task DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }
    }

    private Task KillAsync(string part) => Target.UntilAsync(
        async () => await Target.Web.Cluster.SignalAsync(part, "KILL", CancellationToken.None) > 0, $"a {part} was there to kill");
}
