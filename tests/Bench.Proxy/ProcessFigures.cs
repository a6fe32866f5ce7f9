using System.Globalization;

namespace CanaryMesh.Bench.Proxy;

/// <summary>What one contender costs beside its requests.</summary>
internal sealed record ProcessFigures(string Name, IReadOnlyList<double> StartMilliseconds, double IdleMegabytes)
{
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(2);

    /// <summary>Starts it once per round, and once more to be measured.</summary>
    public static async Task<(ProcessFigures Figures, MeasuredProcess Process)> StartAsync(Contender contender, int rounds)
    {
        var starts = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            using var once = await contender.StartAsync();
            starts.Add(once.StartToFirstAnswer.TotalMilliseconds);
        }

        var process = await contender.StartAsync();
        await Task.Delay(Settles);
        return (new ProcessFigures(contender.Name, starts, process.ResidentMegabytes), process);
    }

    public string After(double megabytes) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: start to first 200 {Figures.Median(StartMilliseconds):F0} ms (best {StartMilliseconds.Min():F0}); RSS idle {IdleMegabytes:F1} MB, after load {megabytes:F1} MB");
}
