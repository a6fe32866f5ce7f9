using CanaryMesh.Api.Names;
using CanaryMesh.Support;
using Xunit.Abstractions;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>Versions that are as bad as their surroundings, or better, under 100 requests a second.</summary>
public sealed class ComparedLifeTests(ComparedCluster cluster, ITestOutputHelper output) : IClassFixture<ComparedCluster>
{
    private const string Good = "6";
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(240);

    [Fact]
    public async Task BothSidesFailing_InMidRamp_HoldTheRolloutWhichSaysWhyAndIsPromotedAfterwards()
    {
        await using var web = await cluster.AddAsync("outage", plan => plan with { RequestsPerSecond = 100 });
        await ComparedCluster.AnnotateAsync(web, $"{AnnotationNames.Interval}=5s");
        await web.SetVersionAsync(Good, CancellationToken.None);
        await web.Canary.UntilAsync(canary => canary.ServesItsWeight, Within, "the version serves its share", CancellationToken.None);

        await ComparedCluster.OutageAsync(web, HttpMethod.Put);
        var said = new SortedSet<string>(StringComparer.Ordinal);
        for (var end = DateTimeOffset.UtcNow + Outage; DateTimeOffset.UtcNow < end; await Task.Delay(500))
        {
            said.Add($"{web.Canary.Current.Reason}: {web.Canary.Current.Message}");
            Assert.True(web.Canary.Current is { Phase: "Progressing", Weight: > 0 }, $"{web.Canary.Current} after {string.Join("\n", said)}");
        }

        await ComparedCluster.OutageAsync(web, HttpMethod.Delete);
        output.WriteLine(string.Join("\n", said));
        Assert.True(web.Load.Counts.Snapshot().Of("1").Failed > 100, $"{web.Load.Counts.Snapshot().Of("1")}");
        Assert.Contains(said, each => each.Contains("request-success-rate", StringComparison.Ordinal) && each.Contains("primary", StringComparison.Ordinal));
        await web.Canary.UntilAsync(canary => canary.Phase is "Succeeded" or "Failed", Within, "it is judged", CancellationToken.None);
        Assert.Equal("Succeeded", web.Canary.Current.Phase);
        Assert.Equal(0, web.Load.Counts.Snapshot().Lost);
    }

    [Fact]
    public async Task VersionBetterThanABrokenPrimary_GoesOnAndIsPromoted()
    {
        await using var web = await cluster.AddAsync("broken", plan => plan with { RequestsPerSecond = 100 }, "ERROR_RATE=0.2");
        await web.RestAsync(CancellationToken.None);
        await web.Kubectl.RunAsync(CancellationToken.None, "set", "env", "deploy/web", "VERSION=mended", "ERROR_RATE-");

        var end = await web.JudgedAsync(Within, CancellationToken.None);

        var counts = web.Load.Counts.Snapshot();
        Assert.Equal("Succeeded", end.Phase);
        Assert.Equal((0, 0), (counts.Lost, counts.Of("mended").Failed));
        Assert.True(counts.Of("1").ErrorRate > 0.1, $"{counts.Of("1")}");
    }

    [Fact]
    public async Task VersionWithThreePercentSlowRequests_IsRolledBackWithinTwoMinutes()
    {
        await using var web = await cluster.AddAsync("slow", plan => plan with { RequestsPerSecond = 100 }, "LATENCY_MS=20");
        // One weight and no look at the checks: what ends it is the comparison.
        await ComparedCluster.AnnotateAsync(web, $"{AnnotationNames.Interval}=5m", $"{AnnotationNames.StepWeight}=10");
        List<double> took = [];
        foreach (var run in Enumerable.Range(0, 3))
        {
            await web.RestAsync(CancellationToken.None);
            await web.Kubectl.RunAsync(
                CancellationToken.None, "set", "env", "deploy/web", $"VERSION=slow{run}", "SLOW_PERCENT=3", "SLOW_MILLISECONDS=100", $"SEED={Random.Shared.Next(1_000_000)}");
            await web.Canary.UntilAsync(canary => canary.ServesItsWeight, Within, "the version serves its share", CancellationToken.None);
            var began = DateTimeOffset.UtcNow;
            await web.Canary.UntilAsync(canary => canary.Phase == "Failed", Within, "the version is rolled back", CancellationToken.None);
            took.Add((DateTimeOffset.UtcNow - began).TotalSeconds);
            output.WriteLine($"{took[^1]:0.0} s: {web.Canary.Current.Reason}: {web.Canary.Current.Message}");
            Assert.Equal("WorseThanPrimary", web.Canary.Current.Reason);
        }

        took.Sort();
        Assert.True(took[1] <= 120, $"median {took[1]:0.0} s of {string.Join(", ", took)}");
        Assert.Equal(0, web.Load.Counts.Snapshot().Lost);
    }
}
