using CanaryMesh.Api.Names;
using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>Parts of ours, and of the cluster's, that are lost while one app each is onboarded, tried, promoted, rolled back and left.</summary>
[Collection(OneAtATime.Name)]
public sealed class LostPartTests(LostPartsFixture fixture) : IClassFixture<LostPartsFixture>
{
    private const string Analyzer = "canarymesh-analyzer";
    private const string Webhook = "canarymesh-webhook";

    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(Analyzer)]
    [InlineData(Webhook)]
    public async Task Part_KilledInEveryPhase_ChangesNoEndAndLosesNothing(string part)
    {
        await Apps.StrikeAsync(() => SignalAsync(part, "KILL"), allInjected: part != Webhook);
        await Apps.EndAsync(allInjected: part != Webhook);
    }

    // The webhook's minute begins when a third of the analyzer's is over: each is away alone for a while, and both together.
    [Fact]
    public async Task AnalyzerAndWebhook_StoppedForAMinuteEach_ChangeNoEndAndLoseNothing()
    {
        await Apps.StrikeAsync(() => SignalAsync(Analyzer, "STOP"), undo: () => SignalAsync(Analyzer, "CONT"));
        await Task.Delay(Minute / 3);
        await SignalAsync(Webhook, "STOP");
        await Task.Delay(Minute * 2 / 3);
        await SignalAsync(Analyzer, "CONT");
        await Task.Delay(Minute / 3);
        await SignalAsync(Webhook, "CONT");
        await Apps.EndAsync(allInjected: false);
    }

    [Fact]
    public async Task ApiServer_AwayForAMinuteInEveryPhase_ChangesNoEndAndLosesNothing()
    {
        await Apps.StrikeAsync(
            () => Cluster.SetApiServerAsync(answers: false, CancellationToken.None), undo: () => Cluster.SetApiServerAsync(answers: true, CancellationToken.None));
        await Task.Delay(Minute);
        await Cluster.SetApiServerAsync(answers: true, CancellationToken.None);
        await Apps.EndAsync();
    }

    private TestCluster Cluster => fixture.Cluster;

    private FivePhases Apps => fixture.Apps;

    private async Task SignalAsync(string part, string signal) =>
        Assert.True(await Cluster.SignalAsync(part, signal, CancellationToken.None) > 0, $"no {part} was there");
}
