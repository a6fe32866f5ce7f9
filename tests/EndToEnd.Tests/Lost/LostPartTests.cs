using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>Parts of ours, and of the cluster's, that are lost while one app each is onboarded, tried, promoted, rolled back and left.</summary>
public sealed class LostPartTests(LostPartsFixture fixture) : IClassFixture<LostPartsFixture>
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("canarymesh-analyzer")]
    [InlineData("canarymesh-webhook")]
    public async Task Part_KilledInEveryPhase_ChangesNoEndAndLosesNothing(string part)
    {
        await Apps.StrikeAsync(() => SignalAsync(part, "KILL"));
        await Apps.EndAsync();
    }

    [Theory]
    [InlineData("canarymesh-analyzer")]
    [InlineData("canarymesh-webhook")]
    public async Task Part_StoppedForAMinuteInEveryPhase_ChangesNoEndAndLosesNothing(string part)
    {
        await Apps.StrikeAsync(() => SignalAsync(part, "STOP"));
        await Task.Delay(Minute);
        await SignalAsync(part, "CONT");
        await Apps.EndAsync();
    }

    [Fact]
    public async Task ApiServer_AwayForAMinuteInEveryPhase_ChangesNoEndAndLosesNothing()
    {
        await Apps.StrikeAsync(() => Cluster.SetApiServerAsync(answers: false, CancellationToken.None));
        await Task.Delay(Minute);
        await Cluster.SetApiServerAsync(answers: true, CancellationToken.None);
        await Apps.EndAsync();
    }

    private TestCluster Cluster => fixture.Cluster;

    private FivePhases Apps => fixture.Apps;

    private async Task SignalAsync(string part, string signal) =>
        Assert.True(await Cluster.SignalAsync(part, signal, CancellationToken.None) > 0, $"no {part} was there");
}
