using System.Diagnostics;
using CanaryMesh.Api.Names;
using CanaryMesh.Support;
using Xunit.Abstractions;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>Good versions one after the other, in a few apps at once, each judged strictly under 50 requests a second.</summary>
public sealed class GoodRolloutsTests(ComparedCluster cluster, ITestOutputHelper output) : IClassFixture<ComparedCluster>
{
    private const int Apps = 4;
    private const int Each = 10;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task GoodVersions_FortyInARow_AreAllPromotedAndLoseNothing()
    {
        var clock = Stopwatch.StartNew();
        var ends = await Task.WhenAll(Enumerable.Range(0, Apps).Select(RunAsync));
        var all = ends.SelectMany(each => each.Ends).ToList();

        output.WriteLine($"{all.Count(end => end.Length == 0)} of {all.Count} good versions promoted in {clock.Elapsed:m\\:ss}");
        Assert.Equal(Apps * Each, all.Count);
        Assert.All(all, end => Assert.Equal("", end));
        Assert.All(ends, each => Assert.Equal("", each.Faults));
    }

    // What was wrong with each, nothing with those that are promoted; and what the load blames on us.
    private async Task<(List<string> Ends, string Faults)> RunAsync(int app)
    {
        await using var web = await cluster.AddAsync($"good{app}", plan => plan with { RequestsPerSecond = 50, KeptConnections = 4, Seed = app + 1 });
        await ComparedCluster.AnnotateAsync(web, $"{AnnotationNames.Interval}=2s", $"{AnnotationNames.StepWeight}=25", $"{AnnotationNames.MaxWeight}=50");
        List<string> ends = [];
        foreach (var run in Enumerable.Range(0, Each))
        {
            await web.SetNewVersionAsync($"{(run % 2 == 0 ? 6 : 7)}", $"{run}", CancellationToken.None);
            var end = await web.JudgedAsync(Within, CancellationToken.None);
            ends.Add(end.Phase == "Succeeded" ? "" : $"app {app}, version {run}: {end}");
        }

        var counts = web.Load.Counts.Snapshot();
        return (ends, counts is { Lost: 0, Failed: 0 } ? "" : $"app {app}: {counts.Failed} failed, lost: {string.Join("; ", counts.FirstLost)}");
    }
}
