using System.Globalization;

namespace CanaryMesh.Soak;

/// <summary>How the memory of one kind of process went in the second half of a run.</summary>
internal sealed record MemoryTrend(int Pairs, double Megabytes, double PerMinute)
{
    // What a process takes on while it starts is no leak; two samples closer than this show noise alone.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(15);
    private const double MostPerMinute = 0.02;
    private const int Enough = 10;

    public bool IsKnown => Pairs >= Enough;

    /// <summary>Less than 2 % a minute, which in ten minutes would be a fifth.</summary>
    public bool IsFlat => !IsKnown || PerMinute <= MostPerMinute * Megabytes;

    /// <summary>The median of the slopes between samples of one process each: a killed one begins anew, and single steps count for little.</summary>
    public static MemoryTrend Of(IReadOnlyCollection<MemorySample> samples)
    {
        if (samples.Count == 0)
        {
            return new MemoryTrend(0, 0, 0);
        }

        var (first, last) = (samples.Min(sample => sample.At), samples.Max(sample => sample.At));
        var middle = first + ((last - first) / 2);
        var slopes = samples.GroupBy(sample => sample.Process).SelectMany(process => Slopes(process, middle)).Order().ToList();
        var sizes = samples.Where(sample => sample.At >= middle).Select(sample => sample.Megabytes).Order().ToList();
        return new MemoryTrend(slopes.Count, sizes[sizes.Count / 2], slopes.Count == 0 ? 0 : slopes[slopes.Count / 2]);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Megabytes:F0} MB, {PerMinute:+0.0;-0.0;0.0} MB a minute over {Pairs} pairs of samples, {(!IsKnown ? "lived too short to tell" : IsFlat ? "flat" : "NOT FLAT")}");

    private static IEnumerable<double> Slopes(IEnumerable<MemorySample> process, DateTimeOffset middle)
    {
        var all = process.OrderBy(sample => sample.At).ToList();
        var settled = all.Where(sample => sample.At >= middle && sample.At >= all[0].At + WarmUp).ToList();
        return settled.SelectMany((early, index) => settled.Skip(index + 1)
            .Where(late => late.At - early.At >= Apart)
            .Select(late => (late.Megabytes - early.Megabytes) / (late.At - early.At).TotalMinutes));
    }
}
