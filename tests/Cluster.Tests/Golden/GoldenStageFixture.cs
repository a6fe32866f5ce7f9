using System.Collections.Concurrent;
using CanaryMesh.Cluster.Golden;

namespace CanaryMesh.Cluster.Tests.Golden;

/// <summary>Starts the cluster once and replays records side by side; each test takes the outcome of its own.</summary>
public sealed class GoldenStageFixture : IAsyncLifetime, IDisposable
{
    private readonly ConcurrentDictionary<string, Task<GoldenOutcome>> outcomes = new();
    private readonly SemaphoreSlim places = new(GoldenFolder.AtOnce);
    private GoldenStage? stage;

    public async Task InitializeAsync()
    {
        if (GoldenRecords.Folder is not { } folder)
        {
            return;
        }

        stage = await GoldenStage.StartAsync(folder);
        foreach (var id in GoldenRecords.Ids())
        {
            outcomes[id] = Task.Run(() => ReplayAsync(id));
        }
    }

    public async Task<string?> DifferenceAsync(string id) => (await outcomes[id]).Difference;

    /// <summary>Leaves the counts by group where the test run looks for them.</summary>
    public async Task DisposeAsync()
    {
        var all = await Task.WhenAll(outcomes.Values);
        if (stage is not null)
        {
            await stage.DisposeAsync();
        }

        if (Environment.GetEnvironmentVariable("GOLDEN_COUNTS") is { Length: > 0 } counts)
        {
            await File.WriteAllLinesAsync(counts, GroupCounts.Lines(all));
        }
    }

    public void Dispose() => places.Dispose();

    private async Task<GoldenOutcome> ReplayAsync(string id)
    {
        await places.WaitAsync();
        try
        {
            return await stage!.ReplayAsync(id);
        }
        finally
        {
            places.Release();
        }
    }
}
