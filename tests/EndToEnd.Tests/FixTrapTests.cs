using CanaryMesh.Support;
using CanaryMesh.Support.Cluster;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>The fix that follows a rollback in haste: its own rollout status must not fail by the failure before. Twenty times, in two apps that take turns at the same time.</summary>
public sealed class FixTrapTests : IAsyncLifetime
{
    private const int FixesOfEach = 10;
    private static readonly TimeSpan Haste = TimeSpan.FromSeconds(1);
    private IReadOnlyList<ManagedWeb> _webs = [];

    public async Task InitializeAsync() => _webs = await Task.WhenAll(AddAsync(), AddAsync());

    [Fact]
    public async Task Fix_OneSecondAfterARollback_IsNotFailedByTheLastVersionsFailure() =>
        await Task.WhenAll(_webs.Select(web => FixAgainAndAgainAsync(new TrapTarget(web))));

    public async Task DisposeAsync()
    {
        foreach (var web in _webs)
        {
            await web.DisposeAsync();
        }
    }

    private static async Task FixAgainAndAgainAsync(TrapTarget target)
    {
        var before = await target.RestAsync();
        for (var round = 1; round <= FixesOfEach; round++)
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
