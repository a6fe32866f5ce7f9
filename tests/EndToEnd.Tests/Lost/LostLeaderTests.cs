using CanaryMesh.Api.Names;
using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>A leader that stands still, and a metric source that is away, while a version is on trial.</summary>
[Collection(OneAtATime.Name)]
public sealed class LostLeaderTests : IAsyncLifetime
{
    private const string Analyzer = "canarymesh-analyzer";

    // At 25 a second: more than the trial's interval.
    private const int RequestsWhileHeld = 300;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    // A Lease stands for 10 s after its last renewal, which the other saw at most 2 s late.
    private static readonly TimeSpan TakenOverWithin = TimeSpan.FromMilliseconds(14_999);
    private TestCluster? _cluster;
    private TrialApp? _trial;

    public async Task InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync(Folders.Of("lost-leader"), CancellationToken.None);
        await _cluster.InstallAsync(CancellationToken.None);
        var web = await ManagedWeb.AddPlainAsync(_cluster, "lost-leader", plan => plan with { RequestsPerSecond = 25 }, CancellationToken.None);
        _trial = new TrialApp(web);
        await web.OnboardAsync(CancellationToken.None);
        await web.Kubectl.RunAsync(CancellationToken.None, "annotate", "deploy/web", "--overwrite", $"{AnnotationNames.Interval}=8s");
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

    public async Task DisposeAsync()
    {
        if (_trial is not null)
        {
            await _trial.Web.DisposeAsync();
        }
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    private TestCluster Cluster => _cluster!;

    private TrialApp Trial => _trial!;

    private async Task TryAsync()
    {
        await Trial.BeginAsync(round: 1);
        await UntilAsync(() => Trial.SeemsThere, "the version serves its share");
    }

    private static Task UntilAsync(Func<bool> condition, string what) => Eventually.TrueAsync(condition, Within, what, CancellationToken.None);

    private async Task ScaleAnalyzerAsync(int replicas)
    {
        await Cluster.Kubectl.RunAsync(CancellationToken.None, "-n", Installation.Namespace, "scale", $"deploy/{Installation.Analyzer}", $"--replicas={replicas}");
        await Cluster.Kubectl.RunAsync(CancellationToken.None, "-n", Installation.Namespace, "rollout", "status", $"deploy/{Installation.Analyzer}", "--timeout=120s");
        await Eventually.TrueAsync(() => Cluster.Processes(Analyzer).Count == replicas, Within, $"{replicas} analyzers run", CancellationToken.None);
    }
}
