using CanaryMesh.Api.Names;
using CanaryMesh.EndToEnd.Tests.Lost;

namespace CanaryMesh.EndToEnd.Tests.Pods;

/// <summary>Pods that lose their proxy or their node while one app each is onboarded, tried, promoted, rolled back and left.</summary>
public sealed class DisruptionTests(DisruptionFixture fixture) : IClassFixture<DisruptionFixture>
{
    [EmbeddedFact("a proxy is killed as a process")]
    public async Task Proxies_KilledInEveryPhase_LoseOnlyWhatWasInTheirPodsAndChangeNoEnd()
    {
        var steps = Apps.Trial.Web.Canary.Weights.Steps.Count;
        var killing = Task.CompletedTask;
        await Apps.StrikeAsync(() =>
        {
            killing = Task.WhenAll(Apps.All.Select(KillAsync));
            return Task.CompletedTask;
        });
        await killing;
        await Apps.EndAsync();

        AssertOnlyRaised(steps);
    }

    [Fact]
    public async Task Pods_EvictedInEveryPhase_LoseNothingAndChangeNoEnd()
    {
        var steps = Apps.Trial.Web.Canary.Weights.Steps.Count;
        Task<IReadOnlyList<string>[]>? evicting = null;
        await Apps.StrikeAsync(() =>
        {
            evicting = EvictAsync();
            return Task.CompletedTask;
        });
        Assert.All(await evicting!, Assert.NotEmpty);
        await Apps.EndAsync();

        AssertOnlyRaised(steps);
    }

    private FivePhases Apps => fixture.Apps;

    private async Task KillAsync(PhaseApp app)
    {
        var outages = await ProxyKills.InAsync(fixture.Cluster, app);
        app.Excuses = lost => outages.Any(each => each.Excuses(lost));
    }

    private Task<IReadOnlyList<string>[]> EvictAsync() => Task.WhenAll(
        Apps.All.Select(app => app.Web.Kubectl).Append(fixture.Cluster.Kubectl.In(Installation.Namespace)).Select(each => Evictions.OfAllAsync(each, fixture.Cluster.Folder)));

    // The share on trial goes up step by step, and never back.
    private void AssertOnlyRaised(int before)
    {
        var weights = Apps.Trial.Web.Canary.Weights.Steps.Skip(before).Select(step => step.Weight).ToList();
        Assert.Equal([20, 40], weights.Distinct());
        Assert.Equal(weights.Order(), weights);
    }
}
