using CanaryMesh.Demo.Outcome;
using CanaryMesh.Demo.Screen;
using CanaryMesh.Demo.Story;
using CanaryMesh.Load;
using CanaryMesh.Support;
using CanaryMesh.Support.Processes;
using CanaryMesh.Support.Rollouts;
using Spectre.Console;

namespace CanaryMesh.Demo;

/// <summary>One run of the demo: it owns everything that is started, and ends it.</summary>
internal sealed class DemoRun(DemoOptions options) : IAsyncDisposable
{
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly Chronicle _chronicle = new(TimeProvider.System);
    private TestCluster? _cluster;
    private CanaryWatch? _canary;
    private LoadGenerator? _load;
    private EventNotes? _events;
    private TrialResult? _good;
    private TrialResult? _bad;

    public static async Task<bool> RunAsync(DemoOptions options, CancellationToken cancel)
    {
        await using var run = new DemoRun(options);
        return await run.RunAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (_events is not null)
        {
            await _events.DisposeAsync();
        }
        if (_canary is not null)
        {
            await _canary.DisposeAsync();
        }
        if (_load is not null)
        {
            await _load.DisposeAsync();
        }
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
        PodLogs.Collect(options.Folder);
    }

    private async Task<bool> RunAsync(CancellationToken cancel)
    {
        using var told = new CancellationTokenSource();
        var screen = Show(told.Token);
        var broken = await TellAsync(cancel);
        if (_load is not null && !options.Keep)
        {
            await _load.StopAsync();
        }
        await told.CancelAsync();
        await screen;
        cancel.ThrowIfCancellationRequested();
        var summary = SummaryBuilder.Build(_chronicle, _load?.Counts.Snapshot() ?? new LoadSnapshot(0, 0, 0, 0, [], []), _good, _bad, broken);
        await WriteAsync(summary);
        if (options.Keep && _cluster is not null)
        {
            await KeepAsync(_cluster, cancel);
        }
        return summary.Succeeded;
    }

    private Task Show(CancellationToken until)
    {
        IScreen screen = Console.IsOutputRedirected ? new PlainScreen(Console.Out, _clock) : new LiveScreen(AnsiConsole.Console, _clock);
        return screen.ShowAsync(() => ScreenModels.Take(_chronicle, _canary?.Current ?? CanaryView.Unknown, _load?.Counts, _clock.GetUtcNow()), until);
    }

    /// <summary>Null, or what broke the story.</summary>
    private async Task<string?> TellAsync(CancellationToken cancel)
    {
        try
        {
            var stage = await SetUpAsync(cancel);
            (_good, _bad) = await Tale.TellAsync(stage, good => _good = good, cancel);
            return null;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return "stopped";
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Outermost: whatever broke the story belongs in the summary.
            _chronicle.Note(fault.Message);
            return fault.Message;
        }
    }

    private async Task<Stage> SetUpAsync(CancellationToken cancel)
    {
        _chronicle.Begin("starting the embedded cluster");
        _cluster = await TestCluster.StartAsync(options.Folder, cancel);
        _events = new EventNotes(_cluster.Kubectl, _chronicle);
        _chronicle.Begin("installing CanaryMesh: kubectl apply -k");
        await _cluster.InstallAsync(cancel);
        if (options.WithoutAnalyzer)
        {
            await _cluster.Kubectl.RunAsync(cancel, "-n", Api.Names.Installation.Namespace, "delete", "deploy", Api.Names.Installation.Analyzer);
        }
        _canary = new CanaryWatch(_cluster.Kubectl, "web", _clock);
        _chronicle.Begin("deploying web, version 1, two replicas");
        await TestCluster.DeploySampleAsync(_cluster.Kubectl, cancel);
        _load = await TestCluster.StartLoadAsync(_cluster.Kubectl, plan => plan, cancel);
        return new Stage(_cluster, _canary, _load, _chronicle, _clock);
    }

    private async Task WriteAsync(Summary summary)
    {
        Directory.CreateDirectory(options.Folder);
        await File.WriteAllTextAsync(Path.Combine(options.Folder, "summary.json"), summary.ToJson());
        foreach (var line in SummaryText.Lines(summary))
        {
            Console.WriteLine(line);
        }
    }

    private static async Task KeepAsync(TestCluster cluster, CancellationToken cancel)
    {
        Console.WriteLine($"""

            The cluster goes on, and so does the load. From another terminal:
              export KUBECONFIG={cluster.Kubeconfig} PATH={Path.Combine(Repository.Root, ".tools", "bin")}:$PATH
              kubectl get canaries -w
              kubectl set image deploy/web web=sample/web:6 && kubectl rollout status deploy/web
            Ctrl-C ends everything.
            """);
        await Task.WhenAny(Task.Delay(Timeout.Infinite, cancel));
    }
}
