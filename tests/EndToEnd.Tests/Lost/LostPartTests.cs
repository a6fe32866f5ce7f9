using CanaryMesh.Api.Names;
using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>Parts of ours, and of the cluster's, that are lost while one app each is onboarded, tried, promoted, rolled back and left.</summary>
public sealed class LostPartTests(LostPartsFixture fixture) : IClassFixture<LostPartsFixture>
{
    private const string Analyzer = "canarymesh-analyzer";
    private const string Webhook = "canarymesh-webhook";

    // At 25 a second: more than the trial's interval.
    private const int RequestsWhileHeld = 300;
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    // A Lease stands for 15 s after its last renewal; the other looks at it every 2 s, twice: when it stood still, and when it ran out.
    private static readonly TimeSpan TakenOverWithin = TimeSpan.FromSeconds(15 + (2 * 2) + 3);

    [Theory]
    [InlineData(Analyzer)]
    [InlineData(Webhook)]
    public async Task Part_KilledInEveryPhase_ChangesNoEndAndLosesNothing(string part)
    {
        await Apps.StrikeAsync(() => SignalAsync(part, "KILL"));
        await Apps.EndAsync(allInjected: part != Webhook);
    }

    // The webhook's minute begins when a third of the analyzer's is over: each is away alone for a while, and both together.
    [Fact]
    public async Task AnalyzerAndWebhook_StoppedForAMinuteEach_ChangeNoEndAndLoseNothing()
    {
        await Apps.StrikeAsync(() => SignalAsync(Analyzer, "STOP"));
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
        await Apps.StrikeAsync(() => Cluster.SetApiServerAsync(answers: false, CancellationToken.None));
        await Task.Delay(Minute);
        await Cluster.SetApiServerAsync(answers: true, CancellationToken.None);
        await Apps.EndAsync();
    }

    [Fact]
    public async Task Prometheus_StoppedInATrial_HoldsItThereAndSaysSoUntilItIsBack()
    {
        await TryAsync();
        await Cluster.StopPrometheusAsync();
        try
        {
            await UntilAsync(() => Trial.Web.Canary.Current.Reason == "MetricSourceDown", "the Canary says that the metric source is down");
            var held = Trial.Web.Canary.Current;
            var sent = Trial.Web.Load.Counts.Snapshot().Sent;
            await UntilAsync(() => Trial.Web.Load.Counts.Snapshot().Sent > sent + RequestsWhileHeld, "an interval's requests have passed");
            Assert.Equal(("Progressing", held.Weight, "MetricSourceDown"), (Trial.Web.Canary.Current.Phase, Trial.Web.Canary.Current.Weight, Trial.Web.Canary.Current.Reason));
        }
        finally
        {
            Cluster.StartPrometheus();
        }
        await Trial.EndAsync();
    }

    [Fact]
    public async Task Leader_StoppedInATrial_IsTakenOverFromAndDoesNothingOnceContinued()
    {
        var first = Assert.Single(Cluster.Processes(Analyzer));
        await ScaleAnalyzerAsync(2);
        await TryAsync();
        var before = await AnalyzerLease.ReadAsync(Cluster.Kubectl);
        await ProcessTree.SignalAsync(first, "STOP", CancellationToken.None);
        var last = await AnalyzerLease.ReadAsync(Cluster.Kubectl);
        var next = last;
        await Eventually.TrueAsync(
            async () => (next = await AnalyzerLease.ReadAsync(Cluster.Kubectl)).Holder != before.Holder, Within, "another leads", CancellationToken.None);
        await ProcessTree.SignalAsync(first, "CONT", CancellationToken.None);
        await Trial.EndAsync();

        Assert.InRange(next.Acquired - last.Renewed, TimeSpan.Zero, TakenOverWithin);
        Assert.Equal(before.Term + 1, next.Term);
        Assert.Equal((next.Holder, next.Term), await AnalyzerLease.ReadAsync(Cluster.Kubectl) is var end ? (end.Holder, end.Term) : default);
        var weights = Trial.Web.Canary.Weights.Steps.Select(step => step.Weight).ToList();
        Assert.Equal(weights.Order(), weights);
        await ScaleAnalyzerAsync(1);
    }

    private TestCluster Cluster => fixture.Cluster;

    private FivePhases Apps => fixture.Apps;

    private TrialApp Trial => Apps.Trial;

    private async Task TryAsync()
    {
        await Apps.Trial.BeginAsync(Apps.NextRound());
        await UntilAsync(() => Trial.SeemsThere, "the version serves its share");
    }

    private static Task UntilAsync(Func<bool> condition, string what) => Eventually.TrueAsync(condition, Within, what, CancellationToken.None);

    private async Task SignalAsync(string part, string signal) =>
        Assert.True(await Cluster.SignalAsync(part, signal, CancellationToken.None) > 0, $"no {part} was there");

    private async Task ScaleAnalyzerAsync(int replicas)
    {
        await Cluster.Kubectl.RunAsync(CancellationToken.None, "-n", Installation.Namespace, "scale", $"deploy/{Installation.Analyzer}", $"--replicas={replicas}");
        await Cluster.Kubectl.RunAsync(CancellationToken.None, "-n", Installation.Namespace, "rollout", "status", $"deploy/{Installation.Analyzer}", "--timeout=120s");
        await Eventually.TrueAsync(() => Cluster.Processes(Analyzer).Count == replicas, Within, $"{replicas} analyzers run", CancellationToken.None);
    }
}
