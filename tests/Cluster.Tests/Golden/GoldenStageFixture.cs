using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Golden;

namespace CanaryMesh.Cluster.Tests.Golden;

/// <summary>Starts the cluster once and replays records side by side; each test takes the outcome of its own.</summary>
public sealed class GoldenStageFixture : IAsyncLifetime, IDisposable
{
    private readonly ConcurrentDictionary<string, Task<string?>> outcomes = new();
    private readonly SemaphoreSlim places = new(12);
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

    public Task<string?> OutcomeAsync(string id) => outcomes[id];

    public async Task DisposeAsync()
    {
        await Task.WhenAll(outcomes.Values);
        if (stage is not null)
        {
            await stage.DisposeAsync();
        }
    }

    public void Dispose() => places.Dispose();

    private async Task<string?> ReplayAsync(string id)
    {
        await places.WaitAsync();
        try
        {
            JsonObject record = await GoldenReplay.ReadAsync(GoldenRecords.FileOf(id));
            var missing = stage!.Replay.Missing(record);
            return missing.Count > 0 ? "needs " + string.Join(", ", missing) : await stage.Replay.RunAsync(record);
        }
        finally
        {
            places.Release();
        }
    }
}
