using CanaryMesh.Api.Names;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>An analyzer that is cut off after every single action still brings a rollout to its end.</summary>
public sealed class CutOffTests : IAsyncLifetime
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(240);

    // Progressing: SetWeight, CreateCopy, Announce, Record; Promoting: SetWeight, ResumeTarget, Record; Finalising: SetWeight, DeleteCopy, Record; …
    private const int FewestCuts = 10;
    private ManagedWeb? _web;

    public async Task InitializeAsync() => _web = await ManagedWeb.StartAsync(Folders.Of("cut-off"), CancellationToken.None, "--crash-delay-limit", "1");

    [EmbeddedFact("the analyzer is cut off in quick succession, without a growing delay")]
    public async Task Analyzer_CutOffAfterEveryAction_StillPromotes()
    {
        var kubectl = _web!.Kubectl;
        await kubectl.RunAsync(
            CancellationToken.None, "-n", Installation.Namespace, "set", "env", $"deploy/{Installation.Analyzer}", "CANARYMESH_CUT_OFF_AFTER_ACTIONS=/tmp/cut-off");
        await kubectl.RunAsync(CancellationToken.None, "-n", Installation.Namespace, "rollout", "status", $"deploy/{Installation.Analyzer}", "--timeout=60s");
        await _web.SetVersionAsync("2", CancellationToken.None);
        var verdict = await _web.JudgedAsync(Within, CancellationToken.None);

        Assert.Equal("Succeeded", verdict.Phase);
        Assert.Equal(0, _web.Load.Counts.Snapshot().Lost);
        Assert.InRange(await RestartsAsync(), FewestCuts, int.MaxValue);
    }

    public async Task DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }
    }

    private async Task<int> RestartsAsync()
    {
        var pods = await _web!.Kubectl.GetAsync(CancellationToken.None, "pods", "-n", Installation.Namespace);
        return pods["items"]!.AsArray().SelectMany(pod => pod!["status"]?["containerStatuses"]?.AsArray() ?? []).Sum(status => (int)status!["restartCount"]!);
    }
}
