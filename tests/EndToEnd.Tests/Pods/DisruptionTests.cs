using CanaryMesh.Api.Names;
using CanaryMesh.EndToEnd.Tests.Lost;

namespace CanaryMesh.EndToEnd.Tests.Pods;

/// <summary>Pods that lose their proxy or their node while one app each is onboarded, tried, promoted, rolled back and left.</summary>
[Collection(OneAtATime.Name)]
public sealed class DisruptionTests(DisruptionFixture fixture) : IClassFixture<DisruptionFixture>
{
    [EmbeddedFact("a proxy is killed as a process")]
    public async Task Proxies_KilledInEveryPhase_LoseOnlyWhatWasInTheirPodsAndChangeNoEnd()
    {
        // Watched from before: on a busy machine a watch takes longer to begin than a phase to go by.
        var ready = Apps.All.Select(app => new ReadyPods(app.Web.Kubectl)).ToList();
        try
        {
            await Apps.StrikeAsync(() => Task.CompletedTask, rest: () => Task.WhenAll(Apps.All.Zip(ready, KillAsync)));
        }
        finally
        {
            await Task.WhenAll(ready.Select(each => each.DisposeAsync().AsTask()));
        }

        await Apps.EndAsync();

        // The share on trial goes up step by step, and never back.
        Assert.Equal([20, 40], Weights().Distinct());
        Assert.Equal(Weights().Order(), Weights());
    }

    [Fact]
    public async Task Pods_EvictedInEveryPhase_LoseNothingAndChangeNoEnd()
    {
        IReadOnlyList<string>[] evicted = [];
        await Apps.StrikeAsync(() => Task.CompletedTask, rest: async () => evicted = await EvictAsync());
        Assert.All(evicted, Assert.NotEmpty);
        await Apps.EndAsync();

        // With every proxy and the leader replaced nothing splits any more: the new leader sees that, and may go up from the first step again.
        Assert.Equal([20, 40], Weights().Distinct().Order());
    }

    private FivePhases Apps => fixture.Apps;

    private async Task KillAsync(PhaseApp app, ReadyPods ready)
    {
        var outages = await ProxyKills.InAsync(fixture.Cluster, app, ready);
        app.Excuses = lost => outages.Any(each => each.Excuses(lost));
    }

    private Task<IReadOnlyList<string>[]> EvictAsync() => Task.WhenAll(
        Apps.All.Select(app => app.Web.Kubectl).Append(fixture.Cluster.Kubectl.In(Installation.Namespace)).Select(each => Evictions.OfAllAsync(each, fixture.Cluster.Folder)));

    private IReadOnlyList<int> Weights() => [.. Apps.Trial.Web.Canary.Weights.Steps.Select(step => step.Weight)];
}
