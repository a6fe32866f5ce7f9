using System.Collections.Concurrent;
using System.Diagnostics;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Golden;

/// <summary>Replays a folder of records and prints what differs.</summary>
public static class GoldenCommand
{
    private const int Parallel = 12;

    public static async Task<int> RunAsync(string folder, string? filter = null)
    {
        await using var stage = await GoldenStage.StartAsync(folder);
        var failures = new ConcurrentDictionary<string, string>();
        var passed = new ConcurrentBag<string>();
        string[] files = [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        await System.Threading.Tasks.Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (file, cancel) =>
        {
            var record = await GoldenReplay.ReadAsync(file);
            var id = record.Text("id") ?? file;
            if (filter is not null && !filter.Split(',').Any(f => id.StartsWith(f, StringComparison.Ordinal)))
            {
                return;
            }

            var clock = Stopwatch.StartNew();
            var missing = stage.Replay.Missing(record);
            var difference = missing.Count > 0 ? "needs " + string.Join(", ", missing) : await stage.Replay.RunAsync(record, cancel);
            if (difference is null)
            {
                passed.Add(id);
                return;
            }

            failures[id] = difference;
            await Console.Out.WriteLineAsync($"FAIL {id} ({clock.Elapsed.TotalSeconds:0.0}s): {difference}");
        });
        Summarize(passed, failures);
        return failures.IsEmpty ? 0 : 1;
    }

    private static void Summarize(ConcurrentBag<string> passed, ConcurrentDictionary<string, string> failures)
    {
        foreach (var group in passed.Concat(failures.Keys).GroupBy(id => id.Split('/')[0]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{group.Key}: {group.Count(id => !failures.ContainsKey(id))}/{group.Count()}");
        }

        Console.WriteLine($"{passed.Count} passed, {failures.Count} failed");
    }
}
