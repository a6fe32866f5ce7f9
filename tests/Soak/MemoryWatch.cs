using System.Globalization;
using CanaryMesh.Support;

namespace CanaryMesh.Soak;

/// <summary>Reads the memory of every process of ours, again and again.</summary>
internal sealed class MemoryWatch(TestCluster cluster)
{
    private const double GrowthAllowed = 1.5;
    private const double SlackMegabytes = 30;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, List<MemorySample>> _samples = OurProcesses.Measured.ToDictionary(kind => kind, _ => new List<MemorySample>());

    public async Task RunAsync(CancellationToken cancel)
    {
        using var beat = new PeriodicTimer(Every);
        try
        {
            do
            {
                Look();
            }
            while (await beat.WaitForNextTickAsync(cancel));
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    /// <summary>One line per kind; true if it is flat by its trend and did not outgrow its start.</summary>
    public IEnumerable<(string Line, bool Flat)> Verdicts()
    {
        foreach (var (kind, samples) in _samples.Where(each => each.Value.Count > 0))
        {
            var trend = MemoryTrend.Of(samples);
            var (start, end) = (Largest(samples, samples[0].At), Largest(samples, samples[^1].At));
            var isBounded = end <= Math.Max(start * GrowthAllowed, start + SlackMegabytes);
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"{kind}: {trend}; {start:F0} -> {end:F0} MB{(isBounded ? "" : ", OUTGREW ITS START")}"),
                isBounded && trend.IsFlat);
        }
    }

    public bool SeesAll() => OurProcesses.Measured.All(kind => cluster.Processes(kind).Count > 0);

    public void Look()
    {
        var now = DateTimeOffset.UtcNow;
        foreach (var (kind, samples) in _samples)
        {
            samples.AddRange(cluster.Processes(kind)
                .Select(process => (Process: process, Size: ProcessFacts.ResidentMegabytes(process)))
                .Where(each => each.Size is not null)
                .Select(each => new MemorySample(each.Process, now, each.Size!.Value)));
        }
    }

    private static double Largest(List<MemorySample> samples, DateTimeOffset at) => samples.Where(sample => sample.At == at).Max(sample => sample.Megabytes);
}
