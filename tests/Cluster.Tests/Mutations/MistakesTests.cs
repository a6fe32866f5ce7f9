using CanaryMesh.Cluster.Golden;
using CanaryMesh.Cluster.Tests.Golden;

namespace CanaryMesh.Cluster.Tests.Mutations;

/// <summary>The recordings notice a cluster that is kinder than the real one.</summary>
public sealed class MistakesTests
{
    private static readonly Dictionary<string, Mistakes> Made = new()
    {
        ["outdated writes"] = new Mistakes { TakesOutdatedWrites = true },
        ["mixed status"] = new Mistakes { MixesStatus = true },
        ["rolls though paused"] = new Mistakes { RollsPaused = true },
        ["patch tests pass"] = new Mistakes { PassesPatchTests = true },
        ["failurePolicy ignored"] = new Mistakes { IgnoresFailurePolicy = true },
    };

    /// <summary>Each mistake and the group of records that is about it.</summary>
    public static TheoryData<string, string> Mistakes => new()
    {
        { "outdated writes", "conflict" },
        { "mixed status", "subresource" },
        { "rolls though paused", "paused" },
        { "patch tests pass", "patch" },
        { "failurePolicy ignored", "answer" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Mistake_Made_IsFoundByReplays(string mistake, string group)
    {
        if (GoldenRecords.Folder is not { } folder)
        {
            return;
        }

        await using var stage = await GoldenStage.StartAsync(folder, Made[mistake]);
        using var found = new CancellationTokenSource();
        var replays = GoldenRecords.Ids().Where(id => id.StartsWith(group + "/", StringComparison.Ordinal))
            .Select(id => ReplayAsync(stage, id, found)).ToList();

        Assert.Contains(await Task.WhenAll(replays), difference => difference);
    }

    /// <summary>The first difference is enough; the other replays need not end.</summary>
    private static async Task<bool> ReplayAsync(GoldenStage stage, string id, CancellationTokenSource found)
    {
        var outcome = await stage.ReplayAsync(id, found.Token);
        var differs = !outcome.Passed && !found.IsCancellationRequested;
        if (differs)
        {
            await found.CancelAsync();
        }

        return differs;
    }
}
