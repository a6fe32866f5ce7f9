using System.Globalization;
using CanaryMesh.Api.Names;
using CanaryMesh.EndToEnd.Tests;
using CanaryMesh.Support;
using Xunit.Abstractions;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>What bad versions cost when they are judged strictly: 200 requests a second, 10 % of them to the version, an interval too long for
/// any check to be asked.</summary>
public sealed class JudgedLifeTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Runs = 10;
    private const int FailuresOfAGuard = 5;
    private TestCluster? _cluster;
    private ManagedWeb? _web;

    public async Task InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync(Folders.Of("lifecycle-judged"), CancellationToken.None);
        await _cluster.InstallAsync(CancellationToken.None);
        _web = await ManagedWeb.AddPlainAsync(_cluster, "judged", plan => plan with { RequestsPerSecond = 200, KeptConnections = 16 }, CancellationToken.None);
        await _web.Kubectl.RunAsync(CancellationToken.None, "annotate", "deploy/web", $"{AnnotationNames.Judge}=strict");
        await _web.OnboardAsync(CancellationToken.None);
        await _web.Kubectl.RunAsync(CancellationToken.None, "annotate", "deploy/web", "--overwrite", $"{AnnotationNames.Interval}=2m", $"{AnnotationNames.StepWeight}=10");
    }

    [Theory]
    [InlineData(0.2, 6, 2)]
    [InlineData(0.05, 10, 15)]
    public async Task BadVersion_CostsFewRequestsAndLittleTime(double errors, long mostFailed, int longest)
    {
        List<JudgedRun> runs = [];
        for (var run = 0; run < Runs; run++)
        {
            runs.Add(await JudgedRun.OfAsync(Web, $"e{errors:0.00}-{run}".Replace(".", "", StringComparison.Ordinal), errors, null, () => Web.Canary.Current.Phase == "Failed"));
            output.WriteLine($"{runs[^1]}");
        }

        var (failed, took) = (Median(runs.Select(run => (double)run.Failed)), Median(runs.Select(run => run.Took.TotalSeconds)));
        output.WriteLine($"medians of {Runs}: {failed} failed, {took:0.00} s");
        Assert.All(runs, run => Assert.Contains(run.Reason, (string[])["WorseThanPrimary", "EjectedByProxies"]));
        Assert.True(failed <= mostFailed && took <= longest, $"medians of {Runs} runs: {failed} failed, {took:0.00} s");
    }

    // By the closed form of judge.md §3.2 a guard needs five failures of its own at 10 %. Two proxies that share 200 requests a second see two
    // a second each where a fifth fails, and the later of them is done after 3 s in the median: by chance a little sooner, or later.
    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(0.2, 1, Runs)]
    [InlineData(0.2, 2, Runs)]
    public async Task VersionThatBreaksWithTheAnalyzerGone_IsEjectedByTheProxiesAndRefusedLater(double errors, int proxies, int runs)
    {
        await Web.Kubectl.RunAsync(CancellationToken.None, "scale", "deploy/web", $"--replicas={proxies}");
        await Web.Kubectl.RunAsync(CancellationToken.None, "rollout", "status", "deploy/web", "--timeout=90s");
        List<JudgedRun> alone = [];
        for (var run = 0; run < runs; run++)
        {
            var name = $"alone{errors * 10:0}-{proxies}-{run}";
            alone.Add(await JudgedRun.OfAsync(Web, name, 0, () => BreakAloneAsync(name, errors), IsQuiet(name)));
            output.WriteLine($"{alone[^1]}");
            await ScaleAsync(1);
            await Web.Canary.UntilAsync(canary => canary is { Phase: "Failed", Reason: "EjectedByProxies" }, TimeSpan.FromSeconds(120), $"the analyzer refuses {name}", CancellationToken.None);
        }

        var (failed, took) = (Median(alone.Select(run => (double)run.Failed)), Median(alone.Select(run => run.Took.TotalSeconds)));
        output.WriteLine($"medians of {runs} with {proxies} proxies: {failed} failed, {took:0.00} s");
        Assert.Equal(0, Web.Load.Counts.Snapshot().Lost);
        Assert.True(failed <= FailuresOfAGuard * proxies, $"median of {runs} runs: {failed} failed");
        Assert.True(took <= 3, $"median of {runs} runs: {took:0.00} s");
    }

    public async Task DisposeAsync()
    {
        await Web.DisposeAsync();
        await _cluster!.DisposeAsync();
    }

    private ManagedWeb Web => _web!;

    // All pods of the version at one moment, as a version does whose own database goes away.
    private async Task BreakAloneAsync(string name, double errors)
    {
        await ScaleAsync(0);
        await ComparedCluster.OutageAsync(Web, HttpMethod.Put, $"?version={name}&share={errors.ToString(CultureInfo.InvariantCulture)}");
    }

    // Nothing of the version is answered any more, for longer than chance would leave it without a request.
    private Func<bool> IsQuiet(string name)
    {
        var (seen, since) = (0L, DateTimeOffset.MaxValue);
        return () =>
        {
            var answered = Web.Load.Counts.Snapshot().Of(name).Answered;
            (seen, since) = answered > seen ? (answered, DateTimeOffset.UtcNow) : (seen, since);
            return DateTimeOffset.UtcNow - since > TimeSpan.FromSeconds(5);
        };
    }

    private async Task ScaleAsync(int replicas)
    {
        await _cluster!.Kubectl.RunAsync(CancellationToken.None, "-n", Installation.Namespace, "scale", $"deploy/{Installation.Analyzer}", $"--replicas={replicas}");
        await Eventually.TrueAsync(() => _cluster.Processes(Installation.Analyzer).Count == replicas, TimeSpan.FromSeconds(60), "the analyzers run", CancellationToken.None);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
