using System.Collections.Concurrent;

namespace CanaryMesh.Cluster.Golden;

/// <summary>Replays a folder of records and prints what differs.</summary>
public static class GoldenCommand
{
    public static async Task<int> RunAsync(string folder, string? filter = null)
    {
        if (!Directory.Exists(folder))
        {
            await Console.Error.WriteLineAsync($"golden: there is no folder {folder}: give one with DIR=folder");
            return 2;
        }

        List<string> ids = [.. GoldenFolder.Ids(folder).Where(id => Wanted(id, filter))];
        if (ids.Count == 0)
        {
            await Console.Error.WriteLineAsync($"golden: no records (GROUP/NAME.json) in {folder}" + (filter is null ? "" : $" that fit {filter}"));
            return 2;
        }

        await using var stage = await GoldenStage.StartAsync(folder);
        var outcomes = new ConcurrentBag<GoldenOutcome>();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = GoldenFolder.AtOnce };
        await Parallel.ForEachAsync(ids, limits, async (id, cancel) =>
            outcomes.Add(await stage.ReplayAsync(id, cancel)));
        Print([.. outcomes.OrderBy(o => o.Id, StringComparer.Ordinal)]);
        return outcomes.All(o => o.Passed) ? 0 : 1;
    }

    private static bool Wanted(string id, string? filter) =>
        filter is null || filter.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Any(f => id == f || id.StartsWith(f.TrimEnd('/') + "/", StringComparison.Ordinal));

    private static void Print(IReadOnlyList<GoldenOutcome> outcomes)
    {
        foreach (var failure in outcomes.Where(o => !o.Passed))
        {
            Console.WriteLine($"FAIL {failure.Id}: {failure.Difference!.ReplaceLineEndings("\\n")}");
        }

        foreach (var line in GroupCounts.Lines(outcomes))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"{outcomes.Count(o => o.Passed)} passed, {outcomes.Count(o => !o.Passed)} failed");
    }
}
