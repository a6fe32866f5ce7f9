using CanaryMesh.Support;
using CanaryMesh.Support.Cluster;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>The fix that follows a rollback in haste: its own rollout status must not fail by the failure before. Twenty times in a row.</summary>
[Collection(OneAtATime.Name)]
public sealed class FixTrapTests : IAsyncLifetime
{
    private const int Fixes = 20;
    private static readonly TimeSpan Haste = TimeSpan.FromSeconds(1);
    private ManagedWeb? _web;

    public async Task InitializeAsync() => _web = await AddAsync();

    [Fact]
    public async Task Fix_OneSecondAfterARollback_IsNotFailedByTheLastVersionsFailure() => await FixAgainAndAgainAsync(new TrapTarget(_web!));

    public async Task DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }
    }

    private static async Task FixAgainAndAgainAsync(TrapTarget target)
    {
        var before = await target.RestAsync();
        for (var round = 1; round <= Fixes; round++)
        {
            await target.SetNewAsync(ImageMapFile.Missing, $"bad-{round}");
            await target.RefusedAsync(ImageMapFile.Missing);
            await Task.Delay(Haste);
            await target.SetNewAsync("sample/web:6", $"fix-{round}");
            var status = await target.StatusAsync();

            Assert.True(status.ExitCode == 0, $"round {round}: {status.Output}");
        }
        await target.PromotedAsync("sample/web:6");
        target.NothingLostSince(before);
    }

    // One pod and one step of a second: a round is as short as a rollback and a promotion can be.
    private static async Task<ManagedWeb> AddAsync()
    {
        var web = await SharedCluster.AddAsync("fixes");
        await TrapsFixture.ShortenAsync(web.Kubectl, "1s");
        await web.Kubectl.RunAsync(CancellationToken.None, "scale", "deploy/web", "--replicas=1");
        return web;
    }
}
